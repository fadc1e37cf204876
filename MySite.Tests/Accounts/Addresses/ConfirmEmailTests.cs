using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts.Addresses;
using MySite.Signals;
using MySite.Signals.Identity;
using MySite.Signals.Testing;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Addresses;

public abstract class ConfirmEmailTests(DatabaseServer server) : AddressSite(server)
{
    private const string Resend = "/accounts/email/resend/";
    private const string Subject = "Confirm your e-mail address on MySite";

    [Fact]
    public async Task The_link_in_the_welcome_shows_a_button_and_the_button_confirms_the_address()
    {
        var (visitor, link) = await StartWithAdaAsync();
        Assert.Equal("ada@example.org Not confirmed", await StateAsync(visitor));
        using var signals = Site.RecordAccounts();

        var form = await AccountForm.OpenAsync(visitor, link);
        Assert.Contains("ada@example.org", form.Form.TextContent, StringComparison.Ordinal);
        Assert.Equal("ada@example.org Not confirmed", await StateAsync(visitor));
        var response = await visitor.SubmitAsync(form.Form);

        Assert.Equal("/accounts/email/done/", response.Headers.Location?.OriginalString);
        await visitor.FollowAsync(response);
        Assert.Equal("ada@example.org Confirmed", await StateAsync(visitor));
        Assert.Equal(["user_updated"], signals.Names);
        Assert.Equal(UserUpdateReason.ConfirmEmail, signals.Once(AccountSignals.UserUpdated).Reason);
        await AssertIsRefusedAsync(visitor, link);
    }

    [Fact]
    public async Task Who_is_not_logged_in_confirms_too_and_is_logged_in_as_nobody()
    {
        var (visitor, link) = await StartWithAdaAsync();
        var other = CreateVisitor();

        await FollowAsync(other, link);

        Assert.Null(await LoggedInAsAsync(other));
        Assert.Equal("ada@example.org Confirmed", await StateAsync(visitor));
    }

    [Fact]
    public async Task A_link_works_only_as_it_is_for_whom_it_is_and_for_a_day()
    {
        var (visitor, link) = await StartWithAdaAsync();
        await SignUpAsync(CreateVisitor(), "bob");
        await NextAsync("bob@example.org", "Welcome to MySite");
        var (ada, bob) = ((await FindUserAsync("ada"))!.Id, (await FindUserAsync("bob"))!.Id);

        await AssertIsRefusedAsync(visitor, link.Replace($"{ada}", $"{bob}", StringComparison.Ordinal));
        await AssertIsRefusedAsync(visitor, link.Replace($"{ada}", $"{Guid.Empty}", StringComparison.Ordinal));
        await AssertIsRefusedAsync(visitor, link[..^4] + "AAA/");
        await AssertIsRefusedAsync(visitor, $"/accounts/email/confirm/{ada}/{new string('A', 4000)}/");
        await AssertIsRefusedAsync(visitor, $"{link}ZXZlQGV4YW1wbGUub3Jn/");
        await AssertIsRefusedAsync(visitor, $"{link}%25!/");
        await AssertIsRefusedAsync(visitor, $"{link}_w/");
        Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        var form = await AccountForm.OpenAsync(CreateVisitor(), link);
        Clock.Advance(TimeSpan.FromSeconds(1));

        var page = await Visitor.ReadAsync(await form.SubmitAsync(), HttpStatusCode.OK);
        Assert.Equal("This link does not work", page.QuerySelector("h1")?.TextContent);
        await AssertIsRefusedAsync(CreateVisitor(), link);
        Assert.False((await FindUserAsync("ada"))!.EmailConfirmed);
    }

    [Fact]
    public async Task A_link_dies_when_staff_change_the_address_the_stamp_is_renewed_or_the_account_is_closed()
    {
        var (visitor, link) = await StartWithAdaAsync();
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.Email, "other@example.org"), Cancel));
        await AssertIsRefusedAsync(visitor, link);
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set
            .SetProperty(user => user.Email, "ada@example.org").SetProperty(user => user.IsActive, false), Cancel));
        await AssertIsRefusedAsync(visitor, link);
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.IsActive, true), Cancel));
        await AccountForm.OpenAsync(visitor, link);

        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.SecurityStamp, "another"), Cancel));

        await AssertIsRefusedAsync(visitor, link);
    }

    [Fact]
    public async Task Another_link_is_sent_on_request_and_one_a_minute_at_most()
    {
        var (visitor, first) = await StartWithAdaAsync();
        using var asked = new SignalRecorder(Site.Services.GetRequiredService<ISignalHub>())
            .Record(AddressSignals.EmailConfirmationAsked);
        var page = await visitor.OpenAsync(Url);

        var answers = new List<string?>();
        for (var time = 0; time < 3; time++)
            answers.Add((await visitor.FollowAsync(await ResendAsync(visitor, page)))
                .QuerySelector("main [role=status]")?.TextContent);
        var second = LinkIn(await NextAsync("ada@example.org", Subject));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ResendAsync(visitor, page);
        var third = LinkIn(await NextAsync("ada@example.org", Subject));

        Assert.Equal("A link is on its way, unless we have sent one less than a minute ago.", Assert.Single(answers.Distinct()));
        Assert.Equal(2, asked.All.Count);
        Assert.Equal(0, Mails);
        await FollowAsync(visitor, third);
        await AssertIsRefusedAsync(visitor, first);
        await AssertIsRefusedAsync(visitor, second);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ResendAsync(visitor, page);
        Assert.Equal(2, asked.All.Count);
    }

    [Fact]
    public async Task Two_requests_at_the_same_moment_send_one_mail()
    {
        var (visitor, _) = await StartWithAdaAsync();
        using var asked = new SignalRecorder(Site.Services.GetRequiredService<ISignalHub>())
            .Record(AddressSignals.EmailConfirmationAsked);
        var page = await visitor.OpenAsync(Url);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ResendAsync(visitor, page)));

        asked.Once(AddressSignals.EmailConfirmationAsked);
    }

    [Fact]
    public async Task A_link_a_visitor_and_a_form_from_elsewhere_send_nothing_and_confirm_nothing()
    {
        var (visitor, link) = await StartWithAdaAsync();
        using var nothing = new FormUrlEncodedContent([]);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await visitor.GetAsync(Resend)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SendAsync(HttpMethod.Post, Resend, nothing)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SendAsync(HttpMethod.Post, link, nothing)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await CreateVisitor().GetAsync(Url)).StatusCode);

        Assert.False((await FindUserAsync("ada"))!.EmailConfirmed);
        Assert.Null((await FindUserAsync("ada"))!.EmailLinkSent);
    }
}

public sealed class ConfirmEmailTestsOnSqlite() : ConfirmEmailTests(DatabaseServer.Sqlite);

public sealed class ConfirmEmailTestsOnPostgreSql() : ConfirmEmailTests(DatabaseServer.PostgreSql);
