using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using MySite.Accounts;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

public abstract class WelcomeMailTests(DatabaseServer server) : AccountTests(server)
{
    private readonly SmtpReceiver _mails = new();

    protected override SiteFactory CreateSite(TestDatabase database) => SendingTo(_mails.Port, database);

    [Fact]
    public async Task Whoever_signs_up_is_welcomed_by_mail()
    {
        await StartMailsAsync();

        await SignUpAsync(CreateVisitor(), "ada", "Ada.Lovelace@example.org");

        var mail = await _mails.NextAsync();
        Assert.Equal("Welcome to MySite", mail.Subject);
        Assert.Equal("Ada.Lovelace@example.org", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Contains("Welcome, ada", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("http://localhost/polls/", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Welcome, ada", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_made_of_markup_or_line_breaks_does_no_harm_in_the_mail()
    {
        await StartMailsAsync();
        await CreateUserAsync("O'Brien+<b>", "obrien@example.org", validate: false);

        var mail = await _mails.NextAsync();

        Assert.DoesNotContain("<b>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Welcome, O'Brien+<b>", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_get_a_notice_where_the_settings_name_an_address()
    {
        await StartMailsAsync(("Accounts:StaffAddress", "staff@example.org"));

        await SignUpAsync(CreateVisitor(), "ada");

        var mails = new[] { await _mails.NextAsync(), await _mails.NextAsync() };
        var notice = Assert.Single(mails, mail => mail.To.Mailboxes.Single().Address == "staff@example.org");
        Assert.Equal("New account: ada", notice.Subject);
        var key = await InScopeAsync(db => db.Set<OutboxMessage>()
            .Where(message => message.Receiver == "NotifyStaff").Select(message => message.Id).SingleAsync(Cancel));
        Assert.Equal($"{key}@localhost", notice.MessageId);
    }

    [Fact]
    public async Task A_user_who_is_saved_again_or_logs_in_again_gets_no_second_welcome()
    {
        await StartMailsAsync();
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        await _mails.NextAsync();

        await LogOutAsync(visitor);
        await LogInAsync(visitor, "ada");
        await InScopeAsync(async db =>
        {
            (await db.Users.SingleAsync(Cancel)).PhoneNumber = "1";
            return await db.SaveChangesAsync(Cancel);
        });

        await DeliveredAsync(expected: 2);
        Assert.Equal(2, await InScopeAsync(db => db.Set<OutboxMessage>().CountAsync(Cancel)));
        Assert.Equal(0, _mails.Count);
    }

    [Fact]
    public async Task A_mail_server_that_hangs_does_not_keep_the_visitor_waiting()
    {
        using var hanging = new SilentServer();
        await StartMailsAsync(("Email:Port", $"{hanging.Port}"));

        var response = await SignUpAsync(CreateVisitor(), "ada");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        using var conversation = await hanging.AcceptAsync();
        Assert.Equal(0, await InScopeAsync(db => db.Set<OutboxMessage>()
            .CountAsync(message => message.Receiver == "SendWelcomeMail" && message.DoneAt != null, Cancel)));
    }

    [Fact]
    public async Task A_mail_server_that_is_down_delays_the_mail_and_loses_none()
    {
        await StartMailsAsync();
        await _mails.StopAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await SignUpAsync(CreateVisitor(), "ada")).StatusCode);
        await AttemptedAsync();

        await _mails.StartAsync();

        Assert.Equal("Welcome to MySite", (await NextAsync(Site)).Subject);
    }

    [Fact]
    public async Task A_mail_survives_a_restart_of_the_site()
    {
        await StartMailsAsync();
        await _mails.StopAsync();
        await SignUpAsync(CreateVisitor(), "ada");
        await AttemptedAsync();
        var key = await InScopeAsync(db => db.Set<OutboxMessage>()
            .Where(message => message.Receiver == "SendWelcomeMail").Select(message => message.Id).SingleAsync(Cancel));
        await Site.DisposeAsync();

        await _mails.StartAsync();
        await using var restarted = SendingTo(_mails.Port, Database);
        restarted.Clock.Advance(TimeSpan.FromHours(1));
        restarted.StartServer();

        var mail = await NextAsync(restarted);
        Assert.Equal("ada@example.org", mail.To.Mailboxes.Single().Address);
        Assert.Equal($"{key}@localhost", mail.MessageId);
    }

    [Fact]
    public async Task A_sign_up_that_is_rolled_back_sends_nothing()
    {
        await StartMailsAsync();
        await InScopeAsync(async db =>
        {
            await db.Database.ExecuteSqlAsync($"""DROP TABLE "Profiles" """, Cancel);
            return 0;
        });

        var form = await AccountForm.OpenAsync(CreateVisitor(), "/accounts/signup/");
        var response = await form.SubmitAsync(
            ("User name", "ada"), ("E-mail", "ada@example.org"), ("Password", Password), ("Password again", Password));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);

        Assert.Null(await FindUserAsync("ada"));
        Assert.Equal(0, await InScopeAsync(db => db.Set<OutboxMessage>().CountAsync(Cancel)));
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await _mails.DisposeAsync();
    }

    private static SiteFactory SendingTo(int port, TestDatabase database) => new SiteFactory(database)
        .With("Email:Delivery", "Smtp").With("Email:Host", "127.0.0.1").With("Email:Port", $"{port}")
        .With("Email:Tls", "None").With("Accounts:StaffAddress", "");

    // The site starts with its first use, so there is still time to tell it the port.
    private async Task StartMailsAsync(params (string Setting, string Value)[] settings)
    {
        await _mails.StartAsync();
        Site.With("Email:Port", $"{_mails.Port}");
        foreach (var (setting, value) in settings)
            Site.With(setting, value);
    }

    private async Task CreateUserAsync(string name, string email, bool validate)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        if (!validate)
            users.UserValidators.Clear();
        var result = await users.CreateAsync(
            new User { Id = Guid.CreateVersion7(Now), UserName = name, Email = email, DateJoined = Now }, Password);
        Assert.True(result.Succeeded);
    }

    private Task AttemptedAsync() => Eventually.IsTrueAsync(() => InScopeAsync(db => db.Set<OutboxMessage>()
        .AnyAsync(message => message.Receiver == "SendWelcomeMail" && message.Attempts > 0, Cancel)));

    private Task DeliveredAsync(int expected) => Eventually.IsTrueAsync(async () => expected == await InScopeAsync(db =>
        db.Set<OutboxMessage>().CountAsync(message => message.DoneAt != null, Cancel)));

    /// <summary>Lets the site's time run until the next mail is there.</summary>
    private async Task<MimeMessage> NextAsync(SiteFactory site)
    {
        var next = _mails.NextAsync();
        await Eventually.IsTrueAsync(() =>
        {
            site.Clock.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(next.IsCompleted);
        });
        return await next;
    }
}

public sealed class WelcomeMailTestsOnSqlite() : WelcomeMailTests(DatabaseServer.Sqlite);

public sealed class WelcomeMailTestsOnPostgreSql() : WelcomeMailTests(DatabaseServer.PostgreSql);
