using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts.Addresses;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;
using MySite.Signals.Testing;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Addresses;

public abstract class ChangeEmailTests(DatabaseServer server) : AddressSite(server)
{
    private const string New = "countess@example.org";
    private const string ToNew = "Confirm your new e-mail address on MySite";
    private const string ToOld = "Your e-mail address on MySite is to change";
    private const string Asked = "If the new address can be yours, a link is on its way to it.";

    [Fact]
    public async Task An_address_changes_when_the_link_in_the_mail_to_it_is_followed_and_the_old_one_is_warned()
    {
        var (visitor, first) = await StartWithAdaAsync();
        var other = CreateVisitor();
        await LogInAsync(other, "ada");
        var page = await visitor.FollowAsync(await AskAsync(visitor, $" {New} "));
        Assert.Equal(Asked, page.QuerySelector("main [role=status]")?.TextContent);
        var link = await LinkToNewAsync();
        Assert.Equal("ada@example.org Not confirmed", await StateAsync(visitor));
        await AccountForm.OpenAsync(visitor, link);
        Assert.Equal("ada@example.org Not confirmed", await StateAsync(visitor));
        using var signals = Site.RecordAccounts();

        await visitor.FollowAsync(await FollowAsync(visitor, link));

        Assert.Equal($"{New} Confirmed", await StateAsync(visitor));
        Assert.Equal(["user_updated"], signals.Names);
        Assert.Equal(UserUpdateReason.ChangeEmail, signals.Once(AccountSignals.UserUpdated).Reason);
        Assert.Equal(New, signals.Once(AccountSignals.UserUpdated).Email);
        await AssertIsRefusedAsync(visitor, link);
        await AssertIsRefusedAsync(visitor, first);
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
        Assert.Null(await LoggedInAsAsync(other));
        await LogInAsync(other, New);
        Assert.Equal("ada", await LoggedInAsAsync(other));
    }

    [Fact]
    public async Task Whoever_follows_the_link_without_being_logged_in_or_as_somebody_else_stays_who_they_are()
    {
        var (visitor, _) = await StartWithAdaAsync();
        var bob = CreateVisitor();
        await SignUpAsync(bob, "bob");
        await NextAsync("bob@example.org", "Welcome to MySite");
        await AskAsync(visitor, New);

        await FollowAsync(bob, await LinkToNewAsync());

        Assert.Equal("bob", await LoggedInAsAsync(bob));
        Assert.Equal("bob@example.org Not confirmed", await StateAsync(bob));
        Assert.Equal(New, (await FindUserAsync("ada"))!.Email);
        Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Null(await LoggedInAsAsync(visitor));
    }

    [Fact]
    public async Task A_wrong_password_changes_nothing_and_counts_as_a_failed_try_and_no_failed_log_in()
    {
        var (visitor, _) = await StartWithAdaAsync();
        using var signals = Site.RecordAccounts();

        for (var attempt = 0; attempt < 5; attempt++)
        {
            var page = await Visitor.ReadAsync(await AskAsync(visitor, New, "not the password"), HttpStatusCode.OK);
            Assert.StartsWith("That is not your password.", ErrorIn(page, "Password"), StringComparison.Ordinal);
        }
        var locked = await Visitor.ReadAsync(await AskAsync(visitor, New), HttpStatusCode.OK);

        Assert.StartsWith("That is not your password.", ErrorIn(locked, "Password"), StringComparison.Ordinal);
        Assert.Equal([.. Enumerable.Repeat("user_updated", 5), "user_locked_out"], signals.Names);
        Assert.Null((await FindUserAsync("ada"))!.EmailLinkSent);
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
    }

    [Fact]
    public async Task An_address_that_is_somebody_elses_gets_the_same_answer_and_no_link()
    {
        var (visitor, _) = await StartWithAdaAsync();
        await SignUpAsync(CreateVisitor(), "bob");
        await NextAsync("bob@example.org", "Welcome to MySite");

        var page = await visitor.FollowAsync(await AskAsync(visitor, "Bob@example.org"));

        Assert.Equal(Asked, page.QuerySelector("main [role=status]")?.TextContent);
        await NextAsync("ada@example.org", ToOld);
        await Eventually.IsTrueAsync(() => InScopeAsync(db => db.Set<OutboxMessage>().AnyAsync(
            message => message.Receiver == "SendEmailChangeLink" && message.DoneAt != null, Cancel)));
        Assert.Equal(0, Mails);
    }

    [Fact]
    public async Task An_address_that_was_taken_meanwhile_stays_with_whoever_took_it()
    {
        var (visitor, _) = await StartWithAdaAsync();
        await AskAsync(visitor, New);
        var link = await LinkToNewAsync();
        await SignUpAsync(CreateVisitor(), "bob", New);

        var page = await Visitor.ReadAsync(await FollowAsync(visitor, link), HttpStatusCode.OK);

        Assert.Equal("This link does not work", page.QuerySelector("h1")?.TextContent);
        Assert.Equal("ada@example.org", (await FindUserAsync("ada"))!.Email);
        Assert.Equal(New, (await FindUserAsync("bob"))!.Email);
    }

    [Fact]
    public async Task Of_two_links_the_one_that_is_followed_ends_the_other_and_one_a_minute_is_sent()
    {
        var (visitor, _) = await StartWithAdaAsync();
        using var asked = new SignalRecorder(Site.Services.GetRequiredService<ISignalHub>())
            .Record(AddressSignals.EmailChangeAsked);
        await AskAsync(visitor, New);
        var first = await LinkToNewAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await AskAsync(visitor, "third@example.org")).StatusCode);
        Assert.Single(asked.All);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(visitor, New);
        var second = await LinkToNewAsync();

        await FollowAsync(visitor, second);

        await AssertIsRefusedAsync(visitor, first);
        Assert.Equal($"{New} Confirmed", await StateAsync(visitor));
    }

    [Fact]
    public async Task A_link_is_for_one_address_and_for_a_day_and_dies_with_a_new_password()
    {
        var (visitor, _) = await StartWithAdaAsync();
        await AskAsync(visitor, New);
        var link = await LinkToNewAsync();
        var parts = link.TrimEnd('/').Split('/');
        await AssertIsRefusedAsync(visitor, string.Join('/', [.. parts[..^1], "ZXZlQGV4YW1wbGUub3Jn"]) + "/");
        await AssertIsRefusedAsync(visitor, string.Join('/', parts[..^1]) + "/");
        await AccountForm.OpenAsync(visitor, link);

        Clock.Advance(TimeSpan.FromDays(1));
        await AssertIsRefusedAsync(visitor, link);
        await AskAsync(visitor, New);
        link = await LinkToNewAsync();
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.SecurityStamp, "another"), Cancel));
        await AssertIsRefusedAsync(visitor, link);
    }

    [Fact]
    public async Task Who_has_no_password_must_have_logged_in_within_a_quarter_of_an_hour()
    {
        var (visitor, _) = await StartWithAdaAsync();
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.PasswordHash, (string?)null), Cancel));
        Assert.Empty((await visitor.OpenAsync(Url)).QuerySelectorAll("main input[type=password]"));
        Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.Redirect, (await AskAsync(visitor, New, "")).StatusCode);
        Clock.Advance(TimeSpan.FromMinutes(1));

        var page = await Visitor.ReadAsync(await AskAsync(visitor, New, Password), HttpStatusCode.OK);

        Assert.Equal("You logged in a while ago. Log in again, then do this.",
            page.QuerySelector("main [role=alert]")?.TextContent);
    }

    [Fact]
    public async Task A_user_name_that_was_the_address_becomes_the_new_one()
    {
        var (visitor, _) = await StartWithAdaAsync();
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.UserName, "ada@example.org")
            .SetProperty(user => user.NormalizedUserName, "ADA@EXAMPLE.ORG"), Cancel));
        await AskAsync(visitor, New);

        await FollowAsync(visitor, await LinkToNewAsync());

        Assert.Equal(New, (await FindUserAsync(New))!.Email);
    }

    [Theory]
    [InlineData("", "Enter the new e-mail address.")]
    [InlineData("not an address", "This is not a complete e-mail address.")]
    [InlineData("ada@example", "This is not a complete e-mail address.")]
    [InlineData("eve@example.org\r\nBcc: all@example.org", "This is not a complete e-mail address.")]
    [InlineData("ADA@example.org", "This is your address already.")]
    public async Task What_cannot_be_a_new_address_is_refused_at_its_field(string typed, string error)
    {
        var (visitor, _) = await StartWithAdaAsync();

        var page = await Visitor.ReadAsync(await AskAsync(visitor, typed), HttpStatusCode.OK);

        Assert.Equal(error, ErrorIn(page, "Input.Email"));
        Assert.Null((await FindUserAsync("ada"))!.EmailLinkSent);
    }

    [Fact]
    public async Task What_is_missing_too_long_or_from_elsewhere_is_refused()
    {
        var (visitor, _) = await StartWithAdaAsync();

        var page = await Visitor.ReadAsync(
            await AskAsync(visitor, new string('a', 100_000) + "@example.org", new('x', 1001)), HttpStatusCode.OK);
        Assert.Equal("An e-mail address has at most 254 characters.", ErrorIn(page, "Input.Email"));
        Assert.Equal("A password has at most 1000 characters.", ErrorIn(page, "Password"));
        page = await Visitor.ReadAsync(await AskAsync(visitor, New, ""), HttpStatusCode.OK);
        Assert.Equal("Enter your password.", ErrorIn(page, "Password"));
        Assert.Equal(0, (await FindUserAsync("ada"))!.AccessFailedCount);
        using var content = new FormUrlEncodedContent(
            [KeyValuePair.Create("Input.Email", New), KeyValuePair.Create("Password", Password)]);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SendAsync(HttpMethod.Post, Url, content)).StatusCode);
        Assert.Equal(0, Mails);
    }

    /// <returns>The link in the mail to the new address; the other mail goes to the old one.</returns>
    private async Task<string> LinkToNewAsync()
    {
        var mails = new[] { await AnyAsync(), await AnyAsync() };
        var notice = Assert.Single(mails, mail => mail.Subject == ToOld);
        Assert.Equal("ada@example.org", notice.To.Mailboxes.Single().Address);
        Assert.DoesNotContain("/accounts/email/confirm/", notice.TextBody, StringComparison.Ordinal);
        var mail = Assert.Single(mails, mail => mail.Subject == ToNew);
        Assert.Equal(New, mail.To.Mailboxes.Single().Address);
        return LinkIn(mail);
    }
}

public sealed class ChangeEmailTestsOnSqlite() : ChangeEmailTests(DatabaseServer.Sqlite);

public sealed class ChangeEmailTestsOnPostgreSql() : ChangeEmailTests(DatabaseServer.PostgreSql);
