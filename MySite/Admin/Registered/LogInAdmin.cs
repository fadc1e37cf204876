using MySite.Accounts.LogIns;
using MySite.Admin.History;
using MySite.Admin.Models;

namespace MySite.Admin.Registered;

/// <summary>Who logged in when: to look at, and for nobody to change.</summary>
internal sealed class LogInAdmin : ModelAdmin<LogInRecord>, IOwnHistory
{
    public LogInAdmin()
    {
        App = "accounts";
        Name = "login";
        Title = "log-in";
        Titles = "log-ins";
        ListDisplay(record => record.Time);
        ListDisplay(record => record.UserId, "User");
        ListDisplay(record => record.Method);
        ListDisplay(record => record.Succeeded).Boolean();
        ListDisplay(record => record.RemoteAddress, "Address");
        ListDisplay("browser", "Browser", record => BrowserName.Of(record.UserAgent));
        ListFilter(record => record.Time);
        ListFilter(record => record.Succeeded);
        OrderByDescending(record => record.Time);
        Fields("", record => record.Time, record => record.UserId, record => record.Method, record => record.Succeeded,
            record => record.RemoteAddress, record => record.UserAgent);
    }

    public override IReadOnlyList<ModelAction> DefaultPermissions => [ModelAction.View];
}
