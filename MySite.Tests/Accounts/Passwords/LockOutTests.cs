using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;
using MySite.Signals.Testing;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Passwords;

public abstract class LockOutTests(DatabaseServer server) : AccountTests(server)
{
    private const string Wrong = "not the password";

    private readonly SmtpReceiver _mails = new();

    protected override SiteFactory CreateSite(TestDatabase database) => new SiteFactory(database)
        .With("Email:Delivery", "Smtp").With("Email:Host", "127.0.0.1").With("Email:Tls", "None")
        .With("Accounts:MaxFailedLogIns", "2").With("Accounts:LongestLockOut", "00:30:00");

    [Fact]
    public async Task Each_further_lock_out_in_a_row_is_twice_as_long_up_to_the_longest()
    {
        await StartWithAdaAsync();

        foreach (var minutes in new[] { 5, 10, 20, 30, 30 })
        {
            Assert.Equal(TimeSpan.FromMinutes(minutes), await LockAsync());
            Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Equal(HttpStatusCode.OK, (await LogInAsync(CreateVisitor(), "ada")).StatusCode);
            Clock.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Equal(5, (await FindUserAsync("ada"))!.LockOutsInARow);
        Assert.Equal(HttpStatusCode.Redirect, (await LogInAsync(CreateVisitor(), "ada")).StatusCode);
        Assert.Equal(0, (await FindUserAsync("ada"))!.LockOutsInARow);
        Assert.Equal(TimeSpan.FromMinutes(5), await LockAsync());
    }

    [Fact]
    public async Task Tries_while_it_lasts_make_it_no_longer()
    {
        await StartWithAdaAsync();
        await LockAsync();
        var before = await FindUserAsync("ada");

        for (var attempt = 0; attempt < 5; attempt++)
            await LogInAsync(CreateVisitor(), "ada", Wrong);

        var after = await FindUserAsync("ada");
        Assert.Equal((before!.LockoutEnd, 1, 0), (after!.LockoutEnd, after.LockOutsInARow, after.AccessFailedCount));
    }

    [Fact]
    public async Task A_new_password_ends_the_row_too_and_so_does_every_way_in()
    {
        await StartWithAdaAsync();
        await LockAsync();
        await InUsersAsync(async (users, ada) =>
        {
            await users.SetLockoutEndDateAsync(ada, null);
            return await users.ResetAccessFailedCountAsync(ada);
        });
        Assert.Equal(0, (await FindUserAsync("ada"))!.LockOutsInARow);
        Assert.Equal(TimeSpan.FromMinutes(5), await LockAsync());

        // What a log-in by passkey or elsewhere comes to: Identity leaves the count as it is.
        await using var scope = Site.Services.CreateAsyncScope();
        var id = (await FindUserAsync("ada"))!.Id;
        await scope.ServiceProvider.GetRequiredService<ISignalSender>().SendAsync(AccountSignals.UserLoggedIn,
            new UserLoggedIn($"{id}", "ada", LoginMethod.Passkey, null, null, null), typeof(User), Cancel);
        Assert.Equal(0, (await FindUserAsync("ada"))!.LockOutsInARow);
    }

    [Fact]
    public async Task Staff_who_let_somebody_in_again_end_the_row_too_and_who_lock_somebody_do_not()
    {
        await StartWithAdaAsync();
        await LockAsync();
        Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(TimeSpan.FromMinutes(10), await LockAsync());
        await InUsersAsync((users, ada) => users.SetLockoutEndDateAsync(ada, Now.AddDays(7)));
        Assert.Equal(2, (await FindUserAsync("ada"))!.LockOutsInARow);

        await InUsersAsync((users, ada) => users.SetLockoutEndDateAsync(ada, null));

        Assert.Equal(0, (await FindUserAsync("ada"))!.LockOutsInARow);
        Assert.Equal(TimeSpan.FromMinutes(5), await LockAsync());
    }

    [Fact]
    public async Task Tries_that_come_at_once_are_counted_one_by_one()
    {
        await StartWithAdaAsync();
        using var signals = new SignalRecorder(Site.Services.GetRequiredService<ISignalHub>())
            .Record(AccountSignals.UserLockedOut);
        var forms = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => AccountForm.OpenAsync(CreateVisitor(), "/accounts/login/")));

        await Task.WhenAll(forms.Select(form => form.SubmitAsync(("User name or e-mail", "ada"), ("Password", Wrong))));

        var ada = await FindUserAsync("ada");
        Assert.Equal((Now.AddMinutes(5), 1), (ada!.LockoutEnd, ada.LockOutsInARow));
        signals.Once(AccountSignals.UserLockedOut);
    }

    [Fact]
    public async Task A_change_at_the_same_moment_turns_nobody_away_who_is_right_unless_it_locks_the_account()
    {
        await StartWithAdaAsync();
        await LogInAsync(CreateVisitor(), "ada", Wrong);
        await InUsersAsync(async (users, ada) =>
        {
            await InUsersAsync((others, same) => others.SetPhoneNumberAsync(same, "1815"));
            return await users.ResetAccessFailedCountAsync(ada);
        });
        var after = (await FindUserAsync("ada"))!;
        Assert.Equal((0, "1815"), (after.AccessFailedCount, after.PhoneNumber));

        await LogInAsync(CreateVisitor(), "ada", Wrong);
        await using var scope = Site.Services.CreateAsyncScope();
        var late = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var seen = (await late.FindByNameAsync("ada"))!;
        await LogInAsync(CreateVisitor(), "ada", Wrong);
        Assert.False((await late.ResetAccessFailedCountAsync(seen)).Succeeded);
        Assert.Equal(Now.AddMinutes(5), (await FindUserAsync("ada"))!.LockoutEnd);
    }

    [Fact]
    public async Task The_answer_to_every_failed_try_is_the_same()
    {
        await StartWithAdaAsync();
        var answers = new List<string>();
        for (var attempt = 0; attempt < 4; attempt++)
            foreach (var name in new[] { "ada", "nobody" })
            {
                var visitor = CreateVisitor();
                var page = await Visitor.ReadAsync(await LogInAsync(visitor, name, Wrong), HttpStatusCode.OK);
                answers.Add(page.QuerySelector("main [role=alert]")!.TextContent);
            }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task The_owner_is_told_by_mail_each_time_until_when_and_what_to_do()
    {
        await StartWithAdaAsync();
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.TimeZone, "Europe/Berlin"), Cancel));

        await LockAsync();

        var mail = await _mails.NextAsync();
        Assert.Equal(("Log-in to your account is paused", "ada@example.org"),
            (mail.Subject, mail.To.Mailboxes.Single().Address));
        Assert.Contains("until 15 June 2035, 14:05 (Europe/Berlin)", OneLine(mail.TextBody), StringComparison.Ordinal);
        Assert.Contains("http://localhost/accounts/password_reset/", mail.TextBody, StringComparison.Ordinal);
        await AllNotedAsync();
        Clock.Advance(TimeSpan.FromMinutes(6));
        await LockAsync();
        Assert.Contains("until 15 June 2035, 14:16 (Europe/Berlin)", OneLine((await _mails.NextAsync()).TextBody),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_who_lock_somebody_cause_no_mail()
    {
        await StartWithAdaAsync();

        await InUsersAsync((users, ada) => users.SetLockoutEndDateAsync(ada, Now.AddDays(7)));

        await Eventually.IsTrueAsync(async () => await InScopeAsync(db => db.Set<OutboxMessage>().CountAsync(
            message => message.Receiver == "SendLockedOutMail" && message.DoneAt != null, Cancel)) == 1);
        Assert.Equal(0, _mails.Count);
        Assert.Equal(0, (await FindUserAsync("ada"))!.LockOutsInARow);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await _mails.DisposeAsync();
    }

    private static string OneLine(string? text) => text!.ReplaceLineEndings(" ");

    private async Task StartWithAdaAsync()
    {
        await _mails.StartAsync();
        Site.With("Email:Port", $"{_mails.Port}");
        await SignUpAsync(CreateVisitor(), "ada");
        Assert.Equal("Welcome to MySite", (await _mails.NextAsync()).Subject);
    }

    /// <returns>How long it lasts.</returns>
    private async Task<TimeSpan?> LockAsync()
    {
        for (var attempt = 0; attempt < 2; attempt++)
            await LogInAsync(CreateVisitor(), "ada", Wrong);
        return (await FindUserAsync("ada"))!.LockoutEnd - Now;
    }

    private async Task InUsersAsync(Func<UserManager<User>, User, Task<IdentityResult>> act)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        Assert.True((await act(users, (await users.FindByNameAsync("ada"))!)).Succeeded);
    }
}

public sealed class LockOutTestsOnSqlite() : LockOutTests(DatabaseServer.Sqlite);

public sealed class LockOutTestsOnPostgreSql() : LockOutTests(DatabaseServer.PostgreSql);
