using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Accounts.TwoFactor;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

/// <summary>What the mails say that warn of a change, and where they lead. The flows have tests of their own.</summary>
public sealed class NoticeMailTests() : AccountTests(DatabaseServer.Sqlite)
{
    private const string Id = "0192d3c4-0000-7000-8000-000000000001";
    private const string Address = "ada@example.org";

    private readonly SmtpReceiver _mails = new();

    protected override SiteFactory CreateSite(TestDatabase database) => new SiteFactory(database)
        .With("Email:Delivery", "Smtp").With("Email:Host", "127.0.0.1").With("Email:Tls", "None");

    [Fact]
    public async Task Of_a_passkey()
    {
        await AssertSaysAsync(AccountSignals.PasskeyAdded, new(Id, "ada", Address, "x", "Blue key"),
            "A passkey was added on MySite", "/accounts/passkeys/", "The passkey Blue key lets you in to your account now.",
            "about your account ada", "remove passkeys that you do not know");
        await AssertSaysAsync(AccountSignals.PasskeyRemoved, new(Id, "ada", Address, "x", "Blue key"),
            "A passkey was removed on MySite", "/accounts/passkeys/", "The passkey Blue key does not let you in any more.",
            "about your account ada");
    }

    [Fact]
    public async Task Of_an_account_elsewhere()
    {
        await AssertSaysAsync(AccountSignals.UserLoginsChanged, new(Id, "ada", Address, ["Work"], []),
            "An external log-in was linked on MySite", "/accounts/external/", "opens your account here now.",
            "about your account ada", "unlink what you do not know");
        await AssertSaysAsync(AccountSignals.UserLoginsChanged, new(Id, "ada", Address, [], ["Work"]),
            "An external log-in was unlinked on MySite", "/accounts/external/", "does not open your account here any more.");
    }

    [Theory]
    [InlineData(nameof(TwoFactorChange.TurnedOn), "Two-factor log-in is on", "Log-in asks for a code")]
    [InlineData(nameof(TwoFactorChange.TurnedOff), "Two-factor log-in is off", "Log-in asks for no code")]
    [InlineData(nameof(TwoFactorChange.NewRecoveryCodes), "You have new recovery codes", "from before work no longer")]
    [InlineData(nameof(TwoFactorChange.RecoveryCodeUsed), "A recovery code was used", "with one of your recovery codes")]
    public Task Of_two_factor_log_in(string change, string subject, string text) => AssertSaysAsync(
        TwoFactorSignals.TwoFactorChanged, new(Id, "ada", Address, Enum.Parse<TwoFactorChange>(change)),
        $"{subject} on MySite", "/accounts/two-factor/", text, "about your account ada", "set a new password");

    [Theory]
    [InlineData(PasswordChange.Added, "has a password now")]
    [InlineData(PasswordChange.Removed, "has no password any more")]
    [InlineData(PasswordChange.Changed, "has another password now")]
    [InlineData(PasswordChange.Reset, "has another password now")]
    public Task Of_the_password(PasswordChange change, string text) => AssertSaysAsync(
        AccountSignals.PasswordChanged, new(Id, "ada", Address, change),
        "Your password was changed", "/accounts/password_reset/", $"Your account ada {text}.", "set a new password at once");

    [Fact]
    public Task Of_the_end() => AssertSaysAsync(
        AccountSignals.UserDeleted, new(Id, "ada", Address), "Your account on MySite is deleted", null,
        "Goodbye, ada", "Your account is deleted, and your profile and log-ins with it.", "It is the last one.");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _mails.DisposeAsync();
    }

    private async Task AssertSaysAsync<TPayload>(
        Signal<TPayload> signal, TPayload payload, string subject, string? link, params string[] texts)
        where TPayload : notnull
    {
        if (_mails.Port == 0)
        {
            await _mails.StartAsync();
            Site.With("Email:Port", $"{_mails.Port}");
        }
        await using (var scope = Site.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ISignalSender>().SendAsync(signal, payload, typeof(User), Cancel);

        var mail = await _mails.NextAsync();
        Assert.Equal((Address, subject), (mail.To.Mailboxes.Single().Address, mail.Subject));
        var text = string.Join(' ', mail.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(texts, part => Assert.Contains(part, text, StringComparison.Ordinal));
        foreach (var body in new[] { text, mail.HtmlBody })
            if (link is null)
                Assert.DoesNotContain("http://localhost/accounts/", body, StringComparison.Ordinal);
            else
                Assert.Contains($"http://localhost{link}", body, StringComparison.Ordinal);
    }
}
