using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Accounts.Recovery;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Recovery;

public abstract class ResetMailQuotaTests(DatabaseServer server) : AccountTests(server)
{
    private readonly SmtpReceiver _mails = new();

    protected override SiteFactory CreateSite(TestDatabase database) => new SiteFactory(database)
        .With("Email:Delivery", "Smtp").With("Email:Host", "127.0.0.1").With("Email:Tls", "None");

    [Fact]
    public async Task An_account_gets_three_mails_an_hour_and_every_answer_is_the_same()
    {
        await StartWithAdaAsync();
        await AskAsync(times: 5, "ada@example.org");
        await DeliveredAsync(5);
        Assert.Equal(3, _mails.Count);

        Clock.Advance(TimeSpan.FromMinutes(59));
        await AskAsync(times: 1, "ada@example.org");
        await DeliveredAsync(6);
        Assert.Equal(3, _mails.Count);

        Clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(times: 1, "ada@example.org");
        await DeliveredAsync(7);
        Assert.Equal(4, _mails.Count);
    }

    [Fact]
    public async Task The_mails_of_one_are_not_taken_from_another()
    {
        await StartWithAdaAsync();
        await SignUpAsync(CreateVisitor(), "bob");
        await _mails.NextAsync();

        await AskAsync(times: 4, "ada@example.org");
        await AskAsync(times: 1, "bob@example.org");

        await DeliveredAsync(5);
        Assert.Equal(4, _mails.Count);
    }

    [Fact]
    public async Task A_mail_that_could_not_be_sent_does_not_count()
    {
        await StartWithAdaAsync();
        var id = (await FindUserAsync("ada"))!.Id;
        var failures = 0;
        _mails.Fails = () => failures++ < 4;

        await AskAsync(times: 1, "ada@example.org");

        for (var attempt = 1; attempt <= 4; attempt++)
        {
            // A dispatcher that had not begun to wait yet when the clock went on waits for the next second.
            await Eventually.IsTrueAsync(() =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return InScopeAsync(db => db.Set<OutboxMessage>().AnyAsync(
                    message => message.Receiver == "SendPasswordResetMail" && message.Attempts == attempt
                        && message.Error != null, Cancel));
            });
            Clock.Advance(TimeSpan.FromMinutes(2));
        }
        await DeliveredAsync(1);
        Assert.Equal((5, 1), (failures, await InScopeAsync(
            db => db.Users.Where(user => user.Id == id).Select(user => user.ResetMails).SingleAsync(Cancel))));
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_no_more_get_one()
    {
        await StartWithAdaAsync();
        var id = (await FindUserAsync("ada"))!.Id;

        var taken = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            await using var scope = Site.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<ResetMailQuota>().TryTakeAsync(id, Cancel);
        }));

        Assert.Equal(3, taken.Count(one => one));
    }

    [Fact]
    public async Task Saving_the_user_meanwhile_does_not_set_the_count_back()
    {
        await StartWithAdaAsync();
        await using var scope = Site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var ada = (await users.FindByNameAsync("ada"))!;
        await AskAsync(times: 1, "ada@example.org");
        await DeliveredAsync(1);

        Assert.True((await users.AccessFailedAsync(ada)).Succeeded);

        Assert.Equal(1, (await FindUserAsync("ada"))!.ResetMails);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await _mails.DisposeAsync();
    }

    private async Task StartWithAdaAsync()
    {
        await _mails.StartAsync();
        Site.With("Email:Port", $"{_mails.Port}");
        await SignUpAsync(CreateVisitor(), "ada");
        Assert.Equal("Welcome to MySite", (await _mails.NextAsync()).Subject);
    }

    private async Task AskAsync(int times, string address)
    {
        for (var time = 0; time < times; time++)
        {
            var form = await AccountForm.OpenAsync(CreateVisitor(), "/accounts/password_reset/");
            var response = await form.SubmitAsync(("E-mail", address));
            Assert.Equal((HttpStatusCode.Redirect, "/accounts/password_reset/done/"),
                (response.StatusCode, response.Headers.Location?.OriginalString));
        }
    }

    private Task<int> CountAsync() => InScopeAsync(db => db.Set<OutboxMessage>().CountAsync(
        message => message.Receiver == "SendPasswordResetMail" && message.DoneAt != null, Cancel));

    private Task DeliveredAsync(int number) => Eventually.IsTrueAsync(async () => await CountAsync() == number);
}

public sealed class ResetMailQuotaTestsOnSqlite() : ResetMailQuotaTests(DatabaseServer.Sqlite);

public sealed class ResetMailQuotaTestsOnPostgreSql() : ResetMailQuotaTests(DatabaseServer.PostgreSql);
