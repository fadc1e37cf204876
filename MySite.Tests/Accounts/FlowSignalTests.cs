using System.Net;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using MySite.Accounts.Recovery;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Testing;
using MySite.Tests.Accounts.Addresses;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

/// <summary>What each flow says of an account: all of it, and each once. Passkeys, codes and providers have their own.</summary>
public abstract class FlowSignalTests(DatabaseServer server) : AddressSite(server)
{
    private const string New = "another fine password";

    [Fact]
    public void Every_signal_of_accounts_is_recorded()
    {
        using var signals = Site.RecordAccounts();
        var declared = typeof(AccountSignals).Assembly.GetTypes()
            .Where(type => type == typeof(AccountSignals)
                || type.Namespace?.StartsWith("MySite.Accounts", StringComparison.Ordinal) is true)
            .SelectMany(type => type.GetFields()).Where(field => field.IsStatic && field.FieldType.IsAssignableTo(typeof(Signal)))
            .Select(field => (Signal)field.GetValue(null)!).ToList();

        Assert.Equal(21, declared.Count);
        // It throws if the signal is not recorded.
        foreach (var signal in declared)
            typeof(SignalRecorder).GetMethod(nameof(SignalRecorder.Never))!
                .MakeGenericMethod(signal.GetType().GenericTypeArguments).Invoke(signals, [signal]);
    }

    [Fact]
    public async Task Sign_up_creates_and_logs_in()
    {
        using var signals = Site.RecordAccounts();

        await SignUpAsync(CreateVisitor(), "ada");

        Assert.Equal(["user_created", "user_logged_in"], signals.Names);
        Assert.Equal(LoginMethod.Direct, signals.Once(AccountSignals.UserLoggedIn).Method);
    }

    [Theory]
    [InlineData("ada", "")]
    [InlineData("ADA@example.org", "")]
    [InlineData("ada", "true")]
    public async Task A_log_in_is_one_however_it_is_made_and_so_is_a_log_out(string name, string remember)
    {
        await SignUpAsync(CreateVisitor(), "ada");
        var visitor = CreateVisitor();
        using var signals = Site.RecordAccounts();
        var form = await AccountForm.OpenAsync(visitor, "/accounts/login/");

        form = await form.SubmitInVainAsync(("User name or e-mail", name), ("Password", "wrong"));
        Assert.Equal(["user_updated", "user_login_failed"], signals.Names);
        signals.Clear();
        (string, string)[] ticked = remember.Length > 0 ? [("Remember me", remember)] : [];
        await form.SubmitAsync([("User name or e-mail", name), ("Password", Password), .. ticked]);
        Assert.Equal(["user_updated", "user_logged_in"], signals.Names);
        Assert.Equal(UserUpdateReason.ResetAccessFailed, signals.Once(AccountSignals.UserUpdated).Reason);
        Assert.Equal(LoginMethod.Password, signals.Once(AccountSignals.UserLoggedIn).Method);
        signals.Clear();
        await LogOutAsync(visitor);
        Assert.Equal(["user_logged_out"], signals.Names);
        signals.Clear();
        await LogInAsync(visitor, name);
        Assert.Equal(["user_logged_in"], signals.Names);
    }

    [Fact]
    public async Task Another_link_is_asked_for_once_and_confirms_once()
    {
        var (visitor, _) = await StartWithAdaAsync();
        using var signals = Site.RecordAccounts();

        await ResendAsync(visitor, await visitor.OpenAsync(Url));
        await ResendAsync(visitor, await visitor.OpenAsync(Url));
        var link = LinkIn(await NextAsync("ada@example.org", "Confirm your e-mail address on MySite"));
        await FollowAsync(visitor, link);

        Assert.Equal(["email_confirmation_asked", "user_updated"], signals.Names);
        Assert.Equal(UserUpdateReason.ConfirmEmail, signals.Once(AccountSignals.UserUpdated).Reason);
    }

    [Fact]
    public async Task Another_address_is_asked_for_and_then_an_update()
    {
        var (visitor, _) = await StartWithAdaAsync();
        using var signals = Site.RecordAccounts();

        await AskAsync(visitor, "new@example.org");
        Assert.Equal(["email_change_asked"], signals.Names);
        await FollowAsync(visitor, LinkIn(await MailToAsync("new@example.org")));

        Assert.Equal(["email_change_asked", "user_updated"], signals.Names);
        Assert.Equal(UserUpdateReason.ChangeEmail, signals.Once(AccountSignals.UserUpdated).Reason);
    }

    [Fact]
    public async Task A_reset_is_asked_for_and_then_a_password_and_no_log_in()
    {
        await StartWithAdaAsync();
        var visitor = CreateVisitor();
        using var signals = Site.RecordAccounts();

        await (await AccountForm.OpenAsync(visitor, "/accounts/password_reset/")).SubmitAsync(("E-mail", "ada@example.org"));
        Assert.Equal("ada@example.org", signals.Once(RecoverySignals.PasswordResetAsked).Email);
        var words = (await AnyAsync()).TextBody!.Split([' ', '\r', '\n']);
        var link = new Uri(words.Single(word => word.Contains("/accounts/reset/", StringComparison.Ordinal)));
        var opened = await visitor.GetAsync(link.PathAndQuery);
        var form = await AccountForm.OpenAsync(visitor, opened.Headers.Location!.OriginalString);
        await form.SubmitAsync(("New password", New), ("New password again", New));

        Assert.Equal(["password_reset_asked", "user_updated", "password_changed"], signals.Names);
        Assert.Equal(PasswordChange.Reset, signals.Once(AccountSignals.PasswordChanged).Change);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_password_that_is_changed_or_set_is_an_update_and_a_change(bool hasOne)
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        if (!hasOne)
            await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
                set => set.SetProperty(user => user.PasswordHash, (string?)null), Cancel));
        using var signals = Site.RecordAccounts();

        var form = await AccountForm.OpenAsync(visitor, $"/accounts/password_{(hasOne ? "change" : "set")}/");
        (string, string)[] old = hasOne ? [("Old password", Password)] : [];
        await form.SubmitAsync([.. old, ("New password", New), ("New password again", New)]);

        Assert.Equal(["user_updated", "password_changed"], signals.Names);
        Assert.Equal(
            hasOne ? PasswordChange.Changed : PasswordChange.Added, signals.Once(AccountSignals.PasswordChanged).Change);
    }

    [Fact]
    public async Task Looking_at_ones_pages_says_nothing_and_taking_ones_data_one_thing()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        using var signals = Site.RecordAccounts();
        foreach (var page in new[]
        {
            "profile", "email", "password_change", "two-factor", "two-factor/enable", "passkeys", "passkeys/add", "log-ins",
            "data", "delete", "avatar",
        })
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/accounts/{page}/")).StatusCode);
        Assert.Empty(signals.Names);

        await (await AccountForm.OpenAsync(visitor, "/accounts/data/")).SubmitAsync(("Your password", Password));

        Assert.Equal(["personal_data_asked"], signals.Names);
    }

    [Fact]
    public async Task A_session_that_has_ended_is_rejected_once_and_that_is_no_log_out()
    {
        var (here, there) = (CreateVisitor(), CreateVisitor());
        await SignUpAsync(here, "ada");
        await LogInAsync(there, "ada");
        var form = await AccountForm.OpenAsync(here, "/accounts/log-ins/");
        using var signals = Site.RecordAccounts();

        await form.SubmitAsync();
        Clock.Advance(TimeSpan.FromMinutes(2));
        await there.OpenAsync("/polls/");
        await there.OpenAsync("/polls/");

        Assert.Equal(["user_updated", "session_rejected"], signals.Names);
    }

    private async Task<MimeMessage> MailToAsync(string address)
    {
        while (true)
            if (await AnyAsync() is { } mail && mail.To.Mailboxes.Single().Address == address)
                return mail;
    }
}

public sealed class FlowSignalTestsOnSqlite() : FlowSignalTests(DatabaseServer.Sqlite);

public sealed class FlowSignalTestsOnPostgreSql() : FlowSignalTests(DatabaseServer.PostgreSql);
