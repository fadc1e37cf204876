using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MySite.Signals.Identity;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Passkeys;

public abstract class PasskeySessionTests(DatabaseServer server) : PasskeySite(server)
{
    private readonly DevicePasskey _device = new();

    [Fact]
    public async Task Adding_and_removing_one_end_the_other_sessions_and_keep_this_one()
    {
        var (here, there) = (CreateBrowser(), CreateBrowser());
        await SignUpAsync(here, "ada");
        await LogInAsync(there, "ada");

        await AddAsync(here, _device);
        await AssertOnlyHereAsync(here, there);

        await LogInAsync(there, _device.Get);
        await (await AccountForm.OpenAsync(here, Remove(_device))).SubmitAsync(("Your password", Password));
        await AssertOnlyHereAsync(here, there);
    }

    [Fact]
    public async Task Renaming_one_and_logging_in_with_it_end_no_session()
    {
        var (here, there) = (CreateBrowser(), CreateBrowser());
        await SignUpAsync(here, "ada");
        await AddAsync(here, _device);
        var stamp = (await FindUserAsync("ada"))!.SecurityStamp;

        await LogInAsync(there, _device.Get);
        await (await AccountForm.OpenAsync(here, Rename(_device))).SubmitAsync(("Name", "Blue key"));

        Assert.Equal(stamp, (await FindUserAsync("ada"))!.SecurityStamp);
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal("ada", await LoggedInAsAsync(here));
        Assert.Equal("ada", await LoggedInAsAsync(there));
    }

    [Fact]
    public async Task It_was_added_when_the_clock_of_the_site_says_so()
    {
        var visitor = CreateBrowser();
        await SignUpAsync(visitor, "ada");
        var added = Now;
        await AddAsync(visitor, _device);
        Clock.Advance(TimeSpan.FromHours(3));
        await LogInAsync(CreateBrowser(), _device.Get);

        var stored = await InScopeAsync(db => db.Set<IdentityUserPasskey<Guid>>().AsNoTracking().SingleAsync(Cancel));
        Assert.Equal(added, stored.Data.CreatedAt);
        Assert.Equal(2u, stored.Data.SignCount);
        var page = await visitor.OpenAsync(Home);
        Assert.Equal("3 h ago", page.QuerySelector(".passkeys time")!.TextContent);
    }

    [Fact]
    public async Task A_log_in_is_an_update_that_counts_and_a_log_in()
    {
        var visitor = CreateBrowser();
        await SignUpAsync(visitor, "ada");
        await AddAsync(visitor, _device);
        using var signals = Site.RecordAccounts();

        await LogInAsync(CreateBrowser(), _device.Get);

        Assert.Equal(["user_updated", "user_logged_in"], signals.Names);
        Assert.Equal(UserUpdateReason.UpdatePasskey, signals.Once(AccountSignals.UserUpdated).Reason);
        Assert.Equal(LoginMethod.Passkey, signals.Once(AccountSignals.UserLoggedIn).Method);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _device.Dispose();
        await base.DisposeAsync();
    }

    private async Task AssertOnlyHereAsync(Visitor here, Visitor there)
    {
        Assert.NotNull(await LoggedInAsAsync(there));
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal("ada", await LoggedInAsAsync(here));
        Assert.Null(await LoggedInAsAsync(there));
    }
}

public sealed class PasskeySessionTestsOnSqlite() : PasskeySessionTests(DatabaseServer.Sqlite);

public sealed class PasskeySessionTestsOnPostgreSql() : PasskeySessionTests(DatabaseServer.PostgreSql);
