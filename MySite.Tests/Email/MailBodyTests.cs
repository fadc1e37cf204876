using AngleSharp;
using AngleSharp.Dom;
using MySite.Email;

namespace MySite.Tests.Email;

public sealed class MailBodyTests : IDisposable
{
    private readonly EmailRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task The_text_part_reads_well()
    {
        var (text, _) = await RenderAsync(new MailBody()
            .Heading("Welcome, Ada")
            .Paragraph("Your account is ready. You can vote, change your mind while a poll is open, and see results.")
            .Link("See the polls", "/polls/")
            .Note("You get this mail because you signed up."));

        Assert.Equal("""
            Welcome, Ada
            ============

            Your account is ready. You can vote, change your mind while a poll is
            open, and see results.

            See the polls:
            http://localhost:8000/polls/

            You get this mail because you signed up.

            --{0}
            MySite
            http://localhost:8000/

            """.Replace("{0}", " "), text.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Both_parts_say_the_same_words_in_the_same_order()
    {
        var (text, html) = await RenderAsync(new MailBody()
            .Heading("Welcome, Ada").Paragraph("One line.\nAnother line.")
            .Link("See the polls", "/polls/").Note("Bye."));

        foreach (var link in html.QuerySelectorAll("a"))
            link.TextContent += " " + link.GetAttribute("href");
        Assert.Equal(
            Words(text.Replace("See the polls:", "See the polls").Replace("-- ", "").Replace("=", "")),
            Words(html.Body!.TextContent));
    }

    [Fact]
    public async Task Markup_stays_text()
    {
        const string Markup = "<img src=x onerror=alert(1)> & \"quotes\"";
        var body = new MailBody().Heading(Markup).Paragraph(Markup).Note(Markup).Link(Markup, "/polls/?a=1&b=\"><img>");

        var (text, html) = await RenderAsync(body, subject: "</title>" + Markup);

        Assert.Empty(html.QuerySelectorAll("img"));
        Assert.Equal("</title>" + Markup, html.Title);
        Assert.All(html.QuerySelectorAll("h1, .card p"), part => Assert.Equal(Markup, part.TextContent));
        Assert.Contains("\n" + Markup + "\n", text.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_line_break_in_a_paragraph_stays_one_and_no_other_control_character_does()
    {
        var (text, html) = await RenderAsync(new MailBody().Paragraph("one\r\ntwo\0three\u001b[31m"));

        Assert.StartsWith("one\ntwo three [31m\n", text.ReplaceLineEndings("\n"));
        Assert.Equal("one<br>\ntwo three [31m", html.QuerySelector(".card p")!.InnerHtml);
    }

    [Fact]
    public async Task Text_in_any_script_arrives_as_it_was_written()
    {
        const string Words = "Žluťoučký kůň 日本語 עברית 👩‍💻";

        var (text, html) = await RenderAsync(new MailBody().Paragraph(Words));

        Assert.StartsWith(Words, text);
        Assert.Equal(Words, html.QuerySelector(".card p")!.TextContent);
    }

    [Theory]
    [InlineData("http://localhost:8000", "/polls/", "http://localhost:8000/polls/")]
    [InlineData("https://example.org/", "/polls/?page=2", "https://example.org/polls/?page=2")]
    [InlineData("https://example.org/vote/", "/polls/", "https://example.org/vote/polls/")]
    [InlineData("https://example.org", "https://elsewhere.example/x", "https://elsewhere.example/x")]
    [InlineData("https://example.org", "/?a=CfDJ8%2Bab%2F%3D&b=7", "https://example.org/?a=CfDJ8%2Bab%2F%3D&b=7")]
    public async Task A_link_starts_with_the_sites_address(string site, string url, string link)
    {
        using var room = new EmailRoom(new() { ["Email:SiteUrl"] = site });

        var (text, html) = await RenderAsync(new MailBody().Link("Go", url), room: room);

        Assert.StartsWith("Go:\n" + link + "\n", text.ReplaceLineEndings("\n"));
        Assert.Equal(link, html.QuerySelector("a.btn")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("polls/")]
    [InlineData("")]
    [InlineData("file:///etc/passwd")]
    public void A_link_that_does_not_lead_to_a_web_page_is_a_mistake(string url)
    {
        var mistake = Assert.Throws<ArgumentException>(() => new MailBody().Link("Go", url));

        Assert.StartsWith("Pass a path on the site such as /polls/, or an http address.", mistake.Message);
    }

    [Fact]
    public async Task A_long_word_or_link_is_never_broken()
    {
        var path = "/" + new string('x', 2000);

        var (text, _) = await RenderAsync(new MailBody().Paragraph(new string('y', 500)).Link("Go", path));

        Assert.Contains("\nhttp://localhost:8000" + path + "\n", text.ReplaceLineEndings("\n"));
        Assert.Contains(new string('y', 500), text);
    }

    [Fact]
    public async Task A_body_does_not_change_when_another_is_built_on_it()
    {
        var greeting = new MailBody().Paragraph("Hello.");
        _ = greeting.Paragraph("Not for everyone.");

        var (text, _) = await RenderAsync(greeting);

        Assert.DoesNotContain("Not for everyone.", text);
    }

    [Fact]
    public async Task The_html_part_needs_nothing_from_elsewhere()
    {
        var (_, html) = await RenderAsync(new MailBody().Heading("Hello").Link("Go", "/polls/"));

        Assert.Empty(html.QuerySelectorAll("script, link, img, iframe, form, [src]"));
        Assert.DoesNotContain("url(", html.Source.Text);
    }

    private async Task<(string Text, IDocument Html)> RenderAsync(
        MailBody body, string subject = "Hello", EmailRoom? room = null)
    {
        var message = await (room ?? _room).SendAndReadAsync(new Mail("Ada", "ada@example.org", subject, body));
        var browser = BrowsingContext.New(Configuration.Default);
        return (message.TextBody!, await browser.OpenAsync(
            page => page.Content(message.HtmlBody), TestContext.Current.CancellationToken));
    }

    private static string[] Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
