using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts;
using MySite.Accounts.LogIns;
using MySite.Polls;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;
using MySite.Tests.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Personal;

public abstract class DeleteAccountTests(DatabaseServer server) : AccountTests(server)
{
    private const string Url = "/accounts/delete/";

    [Fact]
    public async Task Whoever_gives_the_password_is_gone_with_all_that_goes_along_and_every_signal_fires_once()
    {
        var (here, there) = (CreateVisitor(), CreateVisitor());
        await SignUpAsync(here, "ada");
        await LogInAsync(there, "ada");
        await SignUpAsync(CreateVisitor(), "bob");
        var ada = (await FindUserAsync("ada"))!.Id;
        using var signals = Site.RecordAccounts();

        var response = await (await AccountForm.OpenAsync(here, Url)).SubmitAsync(("Your password", Password));

        Assert.Equal("/accounts/delete/done/", response.Headers.Location?.OriginalString);
        await here.FollowAsync(response);
        Assert.Equal(["user_deleted", "user_logged_out"], signals.Names);
        Assert.Equal((ada.ToString(), "ada@example.org"),
            (signals.Once(AccountSignals.UserDeleted).UserId, signals.Once(AccountSignals.UserDeleted).Email));
        Assert.Null(await LoggedInAsAsync(here));
        Assert.Null(await FindUserAsync("ada"));
        Assert.NotNull(await FindUserAsync("bob"));
        Assert.False(await InScopeAsync(db => db.Set<Profile>().AnyAsync(profile => profile.UserId == ada, Cancel)));
        Assert.False(await InScopeAsync(db => db.Set<LogInRecord>().AnyAsync(record => record.UserId == ada, Cancel)));
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Null(await LoggedInAsAsync(there));
        await LogInAsync(there, "ada");
        Assert.Null(await LoggedInAsAsync(there));
    }

    [Fact]
    public async Task A_goodbye_goes_to_the_address_that_the_account_had()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        await (await AccountForm.OpenAsync(visitor, Url)).SubmitAsync(("Your password", Password));

        await Eventually.IsTrueAsync(() => InScopeAsync(db => db.Set<OutboxMessage>()
            .AnyAsync(message => message.Receiver == "SendGoodbyeMail" && message.DoneAt != null, Cancel)));
        var mails = Directory.GetFiles(Site.MailFolder).Select(File.ReadAllText);
        var goodbye = Assert.Single(mails, mail => mail.Contains("Your account on MySite is deleted", StringComparison.Ordinal));
        Assert.Contains("ada@example.org", goodbye, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ada@example.org", "ADA@example.org")]
    [InlineData("ada+polls'@example.org", "Ada+Polls'@example.org")]
    public async Task What_was_delivered_to_somebody_is_forgotten_and_the_goodbye_and_what_others_got_stay(
        string email, string typed)
    {
        var visitor = CreateVisitor();
        await SignUpAsync(CreateVisitor(), "bob", $"b{email}");
        await SignUpAsync(visitor, "ada", email);
        await (await AccountForm.OpenAsync(CreateVisitor(), "/accounts/password_reset/")).SubmitAsync(("E-mail", typed));
        await AllNotedAsync();
        var before = await InScopeAsync(db => db.Set<OutboxMessage>().CountAsync(Cancel));

        await (await AccountForm.OpenAsync(visitor, Url)).SubmitAsync(("Your password", Password));

        var left = await InScopeAsync(db => db.Set<OutboxMessage>().AsNoTracking().ToListAsync(Cancel));
        Assert.Equal(5, before);
        Assert.Equal(
            ["DrawAvatar", "SendGoodbyeMail", "SendWelcomeMail"],
            left.Select(message => message.Receiver).Order());
        Assert.All(left, message => Assert.True(
            message.Receiver == "SendGoodbyeMail" || message.Payload.Contains("bob", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Votes_stay_counted()
    {
        var question = new Question("What's up?", Now.AddDays(-1));
        question.Choices.Add(new Choice("The sky") { Votes = 3 });
        await SaveAsync(question);
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        await (await BallotPage.OpenAsync(visitor, question.Id)).VoteAsync("The sky");

        await (await AccountForm.OpenAsync(visitor, Url)).SubmitAsync(("Your password", Password));

        Assert.Null(await FindUserAsync("ada"));
        Assert.Equal(4, await InScopeAsync(db => db.Set<Choice>().Select(choice => choice.Votes).SingleAsync(Cancel)));
    }

    [Theory]
    [InlineData("", "Enter your password.")]
    [InlineData("not the password", AccountForm.NotThePassword)]
    public async Task Without_the_password_the_account_stays(string password, string error)
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");

        var form = await (await AccountForm.OpenAsync(visitor, Url)).SubmitInVainAsync(("Your password", password));

        Assert.Equal(error, form.ErrorOf("Your password"));
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
    }

    [Fact]
    public async Task Who_has_no_password_types_the_user_name_soon_after_the_log_in()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.PasswordHash, (string?)null), Cancel));
        var form = await (await AccountForm.OpenAsync(visitor, Url)).SubmitInVainAsync(("Your user name", "bob"));
        Assert.Equal("Enter your user name as it stands above.", form.ErrorOf("Your user name"));
        Assert.Equal(HttpStatusCode.Redirect, (await form.SubmitAsync(("Your user name", " ada "))).StatusCode);
        Assert.Null(await FindUserAsync("ada"));
    }

    [Fact]
    public async Task Who_has_no_password_and_logged_in_long_ago_logs_in_again_first()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.PasswordHash, (string?)null), Cancel));
        Clock.Advance(TimeSpan.FromMinutes(15));

        var form = await (await AccountForm.OpenAsync(visitor, Url)).SubmitInVainAsync(("Your user name", "ada"));

        Assert.Equal("You logged in a while ago. Log in again, then do this.", form.Error);
        Assert.NotNull(await FindUserAsync("ada"));
    }

    [Fact]
    public async Task The_last_active_superuser_stays_and_of_two_one_may_go()
    {
        var (ada, bob) = (CreateVisitor(), CreateVisitor());
        await SignUpAsync(ada, "ada");
        await SignUpAsync(bob, "bob");
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.IsSuperuser, true), Cancel));

        await (await AccountForm.OpenAsync(ada, Url)).SubmitAsync(("Your password", Password));
        Assert.Null(await FindUserAsync("ada"));
        var form = await (await AccountForm.OpenAsync(bob, Url)).SubmitInVainAsync(("Your password", Password));

        Assert.Equal("This is the last active superuser: without one, nobody can manage the site.", form.Error);
        Assert.Equal("bob", await LoggedInAsAsync(bob));
    }

    [Fact]
    public async Task A_receiver_that_fails_keeps_the_account_whole_and_nobody_is_told_goodbye()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        using (Site.Services.GetRequiredService<ISignalHub>().On(AccountSignals.UserDeleted)
                   .Call(_ => throw new InvalidOperationException("No.")))
        {
            var response = await (await AccountForm.OpenAsync(visitor, Url)).SubmitAsync(("Your password", Password));
            Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        }

        Assert.Equal("ada", await LoggedInAsAsync(visitor));
        Assert.Equal(1, await InScopeAsync(db => db.Set<Profile>().CountAsync(Cancel)));
        Assert.Equal(1, await InScopeAsync(db => db.Set<LogInRecord>().CountAsync(Cancel)));
        Assert.False(await InScopeAsync(db => db.Set<OutboxMessage>()
            .AnyAsync(message => message.Receiver == "SendGoodbyeMail", Cancel)));
    }

    [Fact]
    public async Task Twice_is_once_and_a_form_that_was_open_does_nothing_more()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        var form = await AccountForm.OpenAsync(visitor, Url);
        using var signals = Site.RecordAccounts();

        await Task.WhenAll(form.SubmitAsync(("Your password", Password)), form.SubmitAsync(("Your password", Password)));

        signals.Once(AccountSignals.UserDeleted);
        Assert.Null(await FindUserAsync("ada"));
    }

    [Fact]
    public async Task A_form_from_elsewhere_and_a_visitor_delete_nothing()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("Password", Password)]);

        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SendAsync(HttpMethod.Post, Url, content)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await CreateVisitor().GetAsync(Url)).StatusCode);
        Assert.NotNull(await FindUserAsync("ada"));
    }
}

public sealed class DeleteAccountTestsOnSqlite() : DeleteAccountTests(DatabaseServer.Sqlite);

public sealed class DeleteAccountTestsOnPostgreSql() : DeleteAccountTests(DatabaseServer.PostgreSql);
