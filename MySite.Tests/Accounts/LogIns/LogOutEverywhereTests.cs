using System.Net;
using MySite.Signals.Identity;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.LogIns;

public abstract class LogOutEverywhereTests(DatabaseServer server) : AccountTests(server)
{
    private const string Url = "/accounts/logout/everywhere/";

    [Fact]
    public async Task All_other_sessions_end_and_the_present_one_stays()
    {
        var (here, there) = (CreateVisitor(), CreateVisitor());
        await SignUpAsync(here, "ada");
        await LogInAsync(there, "ada");
        var bob = CreateVisitor();
        await SignUpAsync(bob, "bob");
        using var signals = Site.RecordAccounts();

        var page = await here.FollowAsync(await (await AccountForm.OpenAsync(here, "/accounts/log-ins/")).SubmitAsync());

        Assert.Equal("All other sessions end within a minute.", page.QuerySelector("main [role=status]")?.TextContent);
        Assert.Equal(["user_updated"], signals.Names);
        Assert.Equal(UserUpdateReason.UpdateSecurityStamp, signals.Once(AccountSignals.UserUpdated).Reason);
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal("ada", await LoggedInAsAsync(here));
        Assert.Null(await LoggedInAsAsync(there));
        Assert.Equal("bob", await LoggedInAsAsync(bob));
        Assert.Equal(["user_updated", "session_rejected"], signals.Names);
    }

    [Fact]
    public async Task A_link_a_form_from_elsewhere_and_a_visitor_end_nothing()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        var stamp = (await FindUserAsync("ada"))!.SecurityStamp;

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await visitor.GetAsync(Url)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(visitor));
        Assert.Equal(HttpStatusCode.Redirect, await PostAsync(CreateVisitor()));

        Assert.Equal(stamp, (await FindUserAsync("ada"))!.SecurityStamp);
    }

    private static async Task<HttpStatusCode> PostAsync(Visitor visitor) =>
        (await visitor.SendAsync(HttpMethod.Post, Url, new FormUrlEncodedContent([]))).StatusCode;
}

public sealed class LogOutEverywhereTestsOnSqlite() : LogOutEverywhereTests(DatabaseServer.Sqlite);
