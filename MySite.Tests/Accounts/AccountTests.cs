using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using MySite.Accounts;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

/// <summary>What the tests of this room share.</summary>
public abstract class AccountTests(DatabaseServer server) : SiteTests(server)
{
    protected const string Password = "correct horse battery";

    protected static async Task<HttpResponseMessage> SignUpAsync(
        Visitor visitor, string userName, string? email = null, string password = Password)
    {
        var form = await AccountForm.OpenAsync(visitor, "/accounts/signup/");
        return await form.SubmitAsync(
            ("User name", userName),
            ("E-mail", email ?? $"{userName}@example.org"),
            ("Password", password),
            ("Password again", password));
    }

    protected static async Task<HttpResponseMessage> LogInAsync(
        Visitor visitor, string userName, string password = Password, string url = "/accounts/login/")
    {
        var form = await AccountForm.OpenAsync(visitor, url);
        return await form.SubmitAsync(("User name or e-mail", userName), ("Password", password));
    }

    protected static async Task LogOutAsync(Visitor visitor)
    {
        var page = await visitor.OpenAsync("/polls/");
        var form = page.QuerySelectorAll<IHtmlFormElement>(".account form").Single();
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync(form)).StatusCode);
    }

    /// <returns>The name that the header greets; null for a visitor who is not logged in.</returns>
    protected static async Task<string?> LoggedInAsAsync(Visitor visitor) =>
        (await visitor.OpenAsync("/polls/")).QuerySelector(".account .who")?.TextContent;

    /// <summary>A delivery whose lease runs out, by the tests' clock, before it is noted as done is made once more.</summary>
    protected Task AllNotedAsync() => Eventually.IsTrueAsync(() => InScopeAsync(
        db => db.Set<OutboxMessage>().AllAsync(message => message.DoneAt != null, Cancel)));

    private protected Task<User?> FindUserAsync(string userName) =>
        InScopeAsync(db => db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.UserName == userName, Cancel));
}
