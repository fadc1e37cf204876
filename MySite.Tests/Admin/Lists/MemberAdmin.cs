using MySite.Accounts;
using MySite.Admin.Models;

namespace MySite.Tests.Admin.Lists;

/// <summary>A key that is no number, a boolean without an index, a date that may be missing.</summary>
internal sealed class MemberAdmin : ModelAdmin<User>
{
    public MemberAdmin()
    {
        App = "tests";
        Name = "member";
        Title = "member";
        Titles = "members";
        PageSize = 2;
        ListDisplay(user => user.UserName);
        ListDisplay(user => user.IsStaff, "Staff");
        ListDisplay(user => user.LastLogin);
        ListFilter(user => user.IsStaff);
        ListFilter(user => user.LastLogin);
        ListFilter("length of name",
            ("Short", user => user.UserName!.Length < 4), ("Very long", user => user.UserName!.Length > 9));
    }
}
