namespace MySite.Tests.Architecture;

/// <summary>The walls between the rooms.</summary>
public sealed class RoomTests
{
    [Fact]
    public void No_room_names_one_that_it_may_not_name()
    {
        var files = SourceFile.OfTheSite();

        Assert.Contains(files, file => file.Path == "Polls/_Ballot.cshtml");
        Assert.Empty(files.SelectMany(RoomRules.ViolationsIn));
    }

    [Theory]
    [InlineData("Data/X.cs", "using MySite.Polls;", "Polls")]
    [InlineData("Data/X.cs", "using MySite.Accounts;", "Accounts")]
    [InlineData("Data/X.cs", "new Polls.Question()", "Polls.Question")]
    [InlineData("Data/X.cs", "typeof(global::MySite.Polls.Question)", "Polls.Question")]
    [InlineData("Email/X.cs", "using MySite.Data;", "Data")]
    [InlineData("Email/X.cshtml", "@using MySite.Shared", "Shared")]
    [InlineData("Signals/Outbox/X.cs", "using MySite.Data;", "Data")]
    [InlineData("Polls/X.cs", "using MySite.Email;", "Email")]
    [InlineData("Polls/X.cs", "MySite.Accounts.Profile p;", "Accounts.Profile")]
    [InlineData("Polls/X.cshtml", "@model MySite.Admin.IndexModel", "Admin.IndexModel")]
    [InlineData("Accounts/X.cs", "using MySite.Polls;", "Polls")]
    [InlineData("Admin/X.cs", "using MySite.Toolbar;", "Toolbar")]
    [InlineData("Shared/X.cs", "using MySite.Polls;", "Polls")]
    [InlineData("Shared/X.cs", "using MySite.Accounts;", "Accounts")]
    [InlineData("Shared/X.cshtml", "@inject UserManager<MySite.Accounts.User> Users", "Accounts.User")]
    public void A_forbidden_name_is_found(string path, string text, string name) =>
        Assert.Equal([$"{path} names {name}"], RoomRules.ViolationsIn(new SourceFile(path, text)));

    [Theory]
    [InlineData("Data/X.cs", "using User = MySite.Accounts.User;")]
    [InlineData("Data/X.cs", "namespace MySite.Data; using MySite.Signals;")]
    [InlineData("Polls/Receivers/X.cs", "using MySite.Email;")]
    [InlineData("Polls/X.cs", "using MySite.Data; var mail = user.Email.Length;")]
    [InlineData("Polls/X.cshtml", """<a asp-page="/Admin/Index">@Model.Admin.Name</a>""")]
    [InlineData("Admin/X.cs", "using MySite.Accounts; using MySite.Polls;")]
    [InlineData("Toolbar/X.cs", "using MySite.Data; using MySite.Email;")]
    [InlineData("Shared/X.cshtml", "@User.HasClaim(MySite.Accounts.StaffClaim.Type)")]
    [InlineData("Program.cs", "using MySite.Polls;")]
    public void What_is_allowed_is_left_alone(string path, string text) =>
        Assert.Empty(RoomRules.ViolationsIn(new SourceFile(path, text)));
}
