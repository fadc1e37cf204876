using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts.Recovery;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Recovery;

public abstract class PasswordResetTests(DatabaseServer server) : AccountTests(server)
{
    private const string New = "another fine password";
    private const string Ask = "/accounts/password_reset/";
    private const string Asked = "/accounts/password_reset/done/";

    private readonly SmtpReceiver _mails = new();

    protected override SiteFactory CreateSite(TestDatabase database) => new SiteFactory(database)
        .With("Email:Delivery", "Smtp").With("Email:Host", "127.0.0.1").With("Email:Tls", "None");

    [Fact]
    public async Task Who_forgot_the_password_sets_a_new_one_with_the_link_in_the_mail()
    {
        var loggedIn = await StartWithAdaAsync();
        var visitor = CreateVisitor();
        var link = await AskAsync(visitor, " Ada@Example.org ");

        var response = await SetAsync(visitor, link, New);

        Assert.Equal("/accounts/reset/done/", response.Headers.Location?.OriginalString);
        await visitor.FollowAsync(response);
        await LogInAsync(visitor, "ada");
        Assert.Null(await LoggedInAsAsync(visitor));
        await LogInAsync(visitor, "ada", New);
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await LoggedInAsAsync(loggedIn));
    }

    [Fact]
    public async Task The_token_leaves_the_address_bar_before_the_form_is_shown()
    {
        await StartWithAdaAsync();
        var visitor = CreateVisitor();
        var link = await AskAsync(visitor, "ada@example.org");

        var response = await visitor.GetAsync(link);

        var user = await FindUserAsync("ada");
        Assert.Equal($"/accounts/reset/{user!.Id}/set-password/", response.Headers.Location?.OriginalString);
        await AssertIsRefusedAsync(CreateVisitor(), response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task An_address_that_is_nobodys_or_of_an_inactive_user_gets_the_same_answer_and_no_mail()
    {
        await StartWithAdaAsync();
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.IsActive, false), Cancel));

        foreach (var address in new[] { "ada@example.org", "nobody@example.org" })
        {
            var form = await AccountForm.OpenAsync(CreateVisitor(), Ask);
            var response = await form.SubmitAsync(("E-mail", address));
            Assert.Equal((HttpStatusCode.Redirect, Asked), (response.StatusCode, response.Headers.Location?.OriginalString));
        }

        await Eventually.IsTrueAsync(async () => await InScopeAsync(db => db.Set<OutboxMessage>().CountAsync(
            message => message.Receiver == "SendPasswordResetMail" && message.DoneAt != null, Cancel)) == 2);
        Assert.Equal(0, _mails.Count);
    }

    [Fact]
    public async Task A_link_works_once_and_for_an_hour_and_only_as_it_is_and_for_whom_it_is()
    {
        await StartWithAdaAsync();
        await SignUpAsync(CreateVisitor(), "bob");
        await _mails.NextAsync();
        var bob = (await FindUserAsync("bob"))!.Id;
        var ada = (await FindUserAsync("ada"))!.Id;
        // The stamp alone must not say whose link it is.
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.SecurityStamp, "same"), Cancel));
        var first = await AskAsync(CreateVisitor(), "ada@example.org");

        await AssertIsRefusedAsync(CreateVisitor(), first.Replace($"{ada}", $"{bob}", StringComparison.Ordinal));
        await AssertIsRefusedAsync(CreateVisitor(), first.Replace($"{ada}", $"{Guid.Empty}", StringComparison.Ordinal));
        await AssertIsRefusedAsync(CreateVisitor(), first[..^4] + "AAA/");
        await AssertIsRefusedAsync(CreateVisitor(), $"/accounts/reset/{ada}/{new string('A', 4000)}/");
        await AssertIsRefusedAsync(CreateVisitor(), $"/accounts/reset/{ada}/set-password/");
        await AllNotedAsync();
        Clock.Advance(TimeSpan.FromMinutes(59));
        await SetAsync(CreateVisitor(), first, New);
        Assert.Equal("Your password was changed", (await _mails.NextAsync()).Subject);
        await AssertIsRefusedAsync(CreateVisitor(), first);

        var second = await AskAsync(CreateVisitor(), "ada@example.org");
        Clock.Advance(TimeSpan.FromHours(1));
        await AssertIsRefusedAsync(CreateVisitor(), second);
    }

    [Fact]
    public async Task A_form_that_was_open_when_the_link_was_used_sets_nothing()
    {
        await StartWithAdaAsync();
        var (one, other) = (CreateVisitor(), CreateVisitor());
        var link = await AskAsync(one, "ada@example.org");
        var open = await OpenLinkAsync(other, link);
        await SetAsync(one, link, New);

        var response = await open.SubmitAsync(("New password", "a third password"), ("New password again", "a third password"));

        var page = await Visitor.ReadAsync(response, HttpStatusCode.OK);
        Assert.Equal("This link does not work", page.QuerySelector("h1")?.TextContent);
        await LogInAsync(one, "ada", New);
        Assert.Equal("ada", await LoggedInAsAsync(one));
    }

    [Fact]
    public async Task A_password_that_is_refused_leaves_the_link_as_it_was()
    {
        await StartWithAdaAsync();
        var form = await OpenLinkAsync(CreateVisitor(), await AskAsync(CreateVisitor(), "ada@example.org"));

        form = await form.SubmitInVainAsync(("New password", "12345"), ("New password again", "12345"));
        Assert.StartsWith("This password", form.ErrorOf("New password"), StringComparison.Ordinal);
        form = await form.SubmitInVainAsync(("New password", New), ("New password again", "something else"));
        Assert.Equal("The two passwords are not the same.", form.ErrorOf("New password again"));
        form = await form.SubmitInVainAsync(("New password", ""), ("New password again", ""));
        Assert.Equal("Enter a password.", form.ErrorOf("New password"));
        form = await form.SubmitInVainAsync(("New password", new('x', 1001)), ("New password again", new('x', 1001)));
        Assert.Equal("A password has at most 1000 characters.", form.ErrorOf("New password"));

        var response = await form.SubmitAsync(("New password", New), ("New password again", New));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    [Fact]
    public async Task A_reset_ends_a_lock_out_and_every_signal_fires_once()
    {
        await StartWithAdaAsync();
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set
            .SetProperty(user => user.LockoutEnd, Now.AddDays(1000)).SetProperty(user => user.AccessFailedCount, 3), Cancel));
        using var signals = Site.RecordAccounts();
        var visitor = CreateVisitor();

        await SetAsync(visitor, await AskAsync(visitor, "ada@example.org"), New);

        Assert.Equal(
            ["password_reset_asked", "user_updated", "password_changed", "user_updated", "user_unlocked", "user_updated"],
            signals.Names);
        Assert.Equal("ada@example.org", signals.Once(RecoverySignals.PasswordResetAsked).Email);
        Assert.Equal(PasswordChange.Reset, signals.Once(AccountSignals.PasswordChanged).Change);
        Assert.Equal(0, (await FindUserAsync("ada"))!.AccessFailedCount);
        await LogInAsync(visitor, "ada", New);
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
    }

    [Theory]
    [InlineData("", "Enter your e-mail address.")]
    [InlineData("not an address", "This is not a complete e-mail address.")]
    public async Task What_cannot_be_an_address_is_said_to_be_none(string typed, string error)
    {
        var form = await AccountForm.OpenAsync(CreateVisitor(), Ask);

        form = await form.SubmitInVainAsync(("E-mail", typed));

        Assert.Equal(error, form.ErrorOf("E-mail"));
    }

    [Fact]
    public async Task A_huge_address_is_refused_and_a_form_from_elsewhere_too()
    {
        var form = await AccountForm.OpenAsync(CreateVisitor(), Ask);
        form = await form.SubmitInVainAsync(("E-mail", new string('a', 100_000) + "@example.org"));
        Assert.Equal("An e-mail address has at most 254 characters.", form.ErrorOf("E-mail"));

        using var content = new FormUrlEncodedContent([KeyValuePair.Create("Input.Email", "ada@example.org")]);
        var response = await CreateVisitor().SendAsync(HttpMethod.Post, Ask, content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0, await InScopeAsync(db => db.Set<OutboxMessage>().CountAsync(Cancel)));
    }

    [Fact]
    public async Task The_log_in_page_leads_there()
    {
        var page = await CreateVisitor().OpenAsync("/accounts/login/");

        Assert.Single(page.QuerySelectorAll($"main a[href='{Ask}']"));
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await _mails.DisposeAsync();
    }

    /// <returns>Somebody who is logged in as her.</returns>
    private async Task<Visitor> StartWithAdaAsync()
    {
        await _mails.StartAsync();
        Site.With("Email:Port", $"{_mails.Port}");
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        Assert.Equal("Welcome to MySite", (await _mails.NextAsync()).Subject);
        return visitor;
    }

    /// <returns>The path in the mail.</returns>
    private async Task<string> AskAsync(Visitor visitor, string address)
    {
        var form = await AccountForm.OpenAsync(visitor, Ask);
        var response = await form.SubmitAsync(("E-mail", address));
        Assert.Equal(Asked, response.Headers.Location?.OriginalString);
        await visitor.FollowAsync(response);

        var mail = await _mails.NextAsync();
        Assert.Equal("Set a new password on MySite", mail.Subject);
        Assert.Equal("ada@example.org", mail.To.Mailboxes.Single().Address);
        var words = mail.TextBody!.Split([' ', '\r', '\n']);
        var link = words.Single(word => word.Contains("/accounts/reset/", StringComparison.Ordinal));
        Assert.StartsWith("http://localhost/", link, StringComparison.Ordinal);
        Assert.Contains(link, mail.HtmlBody, StringComparison.Ordinal);
        return new Uri(link).PathAndQuery;
    }

    private static async Task<AccountForm> OpenLinkAsync(Visitor visitor, string link)
    {
        var response = await visitor.GetAsync(link);
        return new(visitor, await visitor.FollowAsync(response));
    }

    private static async Task<HttpResponseMessage> SetAsync(Visitor visitor, string link, string password) =>
        await (await OpenLinkAsync(visitor, link)).SubmitAsync(("New password", password), ("New password again", password));

    private static async Task AssertIsRefusedAsync(Visitor visitor, string link)
    {
        var page = await visitor.OpenAsync(link);
        Assert.Equal("This link does not work", page.QuerySelector("h1")?.TextContent);
        Assert.Empty(page.QuerySelectorAll("main form"));
    }
}

public sealed class PasswordResetTestsOnSqlite() : PasswordResetTests(DatabaseServer.Sqlite);

public sealed class PasswordResetTestsOnPostgreSql() : PasswordResetTests(DatabaseServer.PostgreSql);
