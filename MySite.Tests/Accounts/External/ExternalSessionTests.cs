using MySite.Signals.Identity;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.External;

public abstract class ExternalSessionTests(DatabaseServer server) : ExternalSite(server)
{
    [Fact]
    public async Task Linking_and_unlinking_end_the_other_sessions_and_keep_this_one_and_are_told_once()
    {
        var (here, there) = (CreateBrowser(), CreateBrowser());
        await SignUpAsync(here, "ada");
        await LogInAsync(there, "ada");
        using var signals = Site.RecordAccounts();

        await (await ComeAsync(here)).SubmitAsync(("Your password", Password));
        Assert.Equal(["user_updated", "user_logins_changed"], signals.Names);
        Assert.Equal(UserUpdateReason.AddLogin, signals.Once(AccountSignals.UserUpdated).Reason);
        await AssertOnlyHereAsync();

        await LogInAsync(there, "ada");
        signals.Clear();
        await (await AccountForm.OpenAsync(here, $"{Home}OpenIdConnect/remove/")).SubmitAsync(("Your password", Password));
        Assert.Equal(["user_updated", "user_logins_changed"], signals.Names);
        Assert.Equal(UserUpdateReason.RemoveLogin, signals.Once(AccountSignals.UserUpdated).Reason);
        await AssertOnlyHereAsync();

        async Task AssertOnlyHereAsync()
        {
            Clock.Advance(TimeSpan.FromMinutes(1.1));
            Assert.Equal("ada", await LoggedInAsAsync(here));
            Assert.Null(await LoggedInAsAsync(there));
        }
    }

    [Fact]
    public async Task A_new_account_stays_logged_in_and_coming_back_ends_no_session()
    {
        var (here, there) = (CreateBrowser(), CreateBrowser());
        await SignUpThereAsync(here);
        await BackAsync(there);

        Clock.Advance(TimeSpan.FromMinutes(1.1));

        Assert.Equal("ada", await LoggedInAsAsync(here));
        Assert.Equal("ada", await LoggedInAsAsync(there));
    }
}

public sealed class ExternalSessionTestsOnSqlite() : ExternalSessionTests(DatabaseServer.Sqlite);

public sealed class ExternalSessionTestsOnPostgreSql() : ExternalSessionTests(DatabaseServer.PostgreSql);
