using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Passwords;

public abstract class PasswordChangedMailTests(DatabaseServer server) : AccountTests(server)
{
    private const string New = "another fine password";

    private readonly SmtpReceiver _mails = new();

    protected override SiteFactory CreateSite(TestDatabase database) => new SiteFactory(database)
        .With("Email:Delivery", "Smtp").With("Email:Host", "127.0.0.1").With("Email:Tls", "None");

    [Fact]
    public async Task The_owner_is_told_of_a_change_and_how_to_answer_it()
    {
        var visitor = await StartWithAdaAsync();
        var form = await AccountForm.OpenAsync(visitor, "/accounts/password_change/");

        await form.SubmitAsync(("Old password", Password), ("New password", New), ("New password again", New));

        var mail = await _mails.NextAsync();
        Assert.Equal(("Your password was changed", "ada@example.org"), (mail.Subject, mail.To.Mailboxes.Single().Address));
        Assert.Contains("Your account ada has another password now.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("http://localhost/accounts/password_reset/", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("http://localhost/accounts/password_reset/", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain(New, mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_way_to_another_password_is_told_once()
    {
        await StartWithAdaAsync();

        await InUsersAsync((users, ada) => users.RemovePasswordAsync(ada));
        Assert.Contains("ada has no password any more.", (await _mails.NextAsync()).TextBody, StringComparison.Ordinal);
        await InUsersAsync((users, ada) => users.AddPasswordAsync(ada, Password));
        Assert.Contains("ada has a password now.", (await _mails.NextAsync()).TextBody, StringComparison.Ordinal);
        await InUsersAsync(async (users, ada) =>
            await users.ResetPasswordAsync(ada, await users.GeneratePasswordResetTokenAsync(ada), New));
        Assert.Contains("ada has another password now.", (await _mails.NextAsync()).TextBody, StringComparison.Ordinal);
        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public async Task What_is_refused_is_told_nobody()
    {
        await StartWithAdaAsync();

        await InUsersAsync((users, ada) => users.ChangePasswordAsync(ada, "not the password", New));
        await InUsersAsync((users, ada) => users.ChangePasswordAsync(ada, Password, "12345"));

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Who_has_no_address_gets_no_mail_and_nothing_fails()
    {
        await StartWithAdaAsync();
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.Email, (string?)null), Cancel));

        await InUsersAsync((users, ada) => users.ChangePasswordAsync(ada, Password, New));

        await Eventually.IsTrueAsync(async () => await CountAsync(done: true) == 1);
        Assert.Equal(0, _mails.Count);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await _mails.DisposeAsync();
    }

    private async Task<Visitor> StartWithAdaAsync()
    {
        await _mails.StartAsync();
        Site.With("Email:Port", $"{_mails.Port}");
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        Assert.Equal("Welcome to MySite", (await _mails.NextAsync()).Subject);
        return visitor;
    }

    private Task<int> CountAsync(bool done = false) => InScopeAsync(db => db.Set<OutboxMessage>().CountAsync(
        message => message.Receiver == "SendPasswordChangedMail" && (!done || message.DoneAt != null), Cancel));

    private async Task InUsersAsync(Func<UserManager<User>, User, Task<IdentityResult>> act)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        await act(users, (await users.FindByNameAsync("ada"))!);
    }
}

public sealed class PasswordChangedMailTestsOnSqlite() : PasswordChangedMailTests(DatabaseServer.Sqlite);
