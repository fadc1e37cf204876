using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using MimeKit;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Addresses;

/// <summary>A site whose mails arrive, and whoever reads them.</summary>
public abstract class AddressSite(DatabaseServer server) : AccountTests(server)
{
    protected const string Url = "/accounts/email/";

    private readonly SmtpReceiver _mails = new();

    protected int Mails => _mails.Count;

    protected override SiteFactory CreateSite(TestDatabase database) => new SiteFactory(database)
        .With("Email:Delivery", "Smtp").With("Email:Host", "127.0.0.1").With("Email:Tls", "None");

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await _mails.DisposeAsync();
    }

    /// <returns>Somebody who is logged in as her, and the link in the welcome.</returns>
    private protected async Task<(Visitor Visitor, string Link)> StartWithAdaAsync()
    {
        await _mails.StartAsync();
        Site.With("Email:Port", $"{_mails.Port}");
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        return (visitor, LinkIn(await NextAsync("ada@example.org", "Welcome to MySite")));
    }

    private protected async Task<MimeMessage> NextAsync(string to, string subject)
    {
        var mail = await AnyAsync();
        Assert.Equal((to, subject), (mail.To.Mailboxes.Single().Address, mail.Subject));
        return mail;
    }

    private protected Task<MimeMessage> AnyAsync() => _mails.NextAsync();

    /// <returns>The path of the link that confirms an address.</returns>
    private protected static string LinkIn(MimeMessage mail)
    {
        var words = mail.TextBody!.Split([' ', '\r', '\n']);
        var link = words.Single(word => word.Contains("/accounts/email/confirm/", StringComparison.Ordinal));
        Assert.StartsWith("http://localhost/", link, StringComparison.Ordinal);
        Assert.Contains(link, mail.HtmlBody, StringComparison.Ordinal);
        return new Uri(link).PathAndQuery;
    }

    private protected static Task<HttpResponseMessage> ResendAsync(Visitor visitor, IHtmlDocument page) =>
        visitor.SubmitAsync(FormTo(page, "/accounts/email/resend/"));

    private protected static async Task<HttpResponseMessage> AskAsync(
        Visitor visitor, string address, string password = Password) => await visitor.SubmitAsync(
            FormTo(await visitor.OpenAsync(Url), Url), ("Input.Email", address), ("Password", password));

    private protected static async Task<HttpResponseMessage> FollowAsync(Visitor visitor, string link) =>
        await visitor.SubmitAsync((await AccountForm.OpenAsync(visitor, link)).Form);

    private protected static async Task AssertIsRefusedAsync(Visitor visitor, string link)
    {
        var page = await visitor.OpenAsync(link);
        Assert.Equal("This link does not work", page.QuerySelector("h1")?.TextContent);
        Assert.Empty(page.QuerySelectorAll("main form"));
    }

    private protected static async Task<string> StateAsync(Visitor visitor)
    {
        var line = (await visitor.OpenAsync(Url)).QuerySelector("main p.address")!;
        return $"{line.QuerySelector("strong")!.TextContent} {line.QuerySelector(".chip")!.TextContent}";
    }

    private protected static IHtmlFormElement FormTo(IHtmlDocument page, string action) => Assert.Single(
        page.QuerySelectorAll<IHtmlFormElement>("main form"), form => form.GetAttribute("action") == action);

    private protected static string? ErrorIn(IHtmlDocument page, string field) =>
        page.QuerySelector($"#{field.Replace('.', '_')}-error")?.TextContent;
}
