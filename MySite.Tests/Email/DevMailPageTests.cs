using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using MySite.Email;

namespace MySite.Tests.Email;

public sealed class DevMailPageTests
{
    [Fact]
    public async Task The_list_shows_who_gets_which_mail_with_the_newest_first()
    {
        await using var site = await DevMailSite.StartAsync();
        await site.SendAsync(new Mail("Ada", "ada@example.org", "The first", new MailBody().Paragraph("1")));
        await site.SendAsync(new Mail("Bob", "bob@example.org", "Žluťoučký <b>", new MailBody().Paragraph("2")));

        var rows = (await site.OpenAsync("/dev/mail/")).QuerySelectorAll("tbody tr");

        Assert.Equal(["Žluťoučký <b>", "The first"], rows.Select(row => row.QuerySelector("a")!.TextContent));
        Assert.Equal(
            ["Bob <bob@example.org>", "Ada <ada@example.org>"], rows.Select(row => row.Children[1].TextContent));
        Assert.All(rows, row => Assert.NotNull(row.QuerySelector("time[datetime]")));
    }

    [Fact]
    public async Task An_empty_folder_is_said_to_be_one()
    {
        await using var site = await DevMailSite.StartAsync();

        var page = await site.OpenAsync("/dev/mail");

        Assert.Contains("No mail has been sent yet.", page.Body!.TextContent);
        Assert.Contains(site.MailFolder, page.Body.TextContent);
    }

    [Fact]
    public async Task With_smtp_the_page_says_where_mails_go()
    {
        await using var site = await DevMailSite.StartAsync(settings: new()
        {
            ["Email:Delivery"] = "Smtp",
            ["Email:Host"] = "mail.example.org",
            ["Email:Port"] = "2525",
        });

        var page = await site.OpenAsync("/dev/mail/");

        Assert.Contains("Mails go by SMTP to mail.example.org:2525.", page.Body!.TextContent);
    }

    [Fact]
    public async Task A_mail_is_shown_with_its_headers_its_text_and_its_source()
    {
        await using var site = await DevMailSite.StartAsync();
        await site.SendAsync(new Mail("Ada", "ada@example.org", "Žluťoučký",
            new MailBody().Paragraph("<script>alert(1)</script>").Link("See the polls", "/polls/")));

        var page = await OpenTheMailAsync(site);

        Assert.Equal("Žluťoučký", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("auto-generated", page.QuerySelector("table")!.TextContent);
        Assert.Contains("<script>alert(1)</script>\n\nSee the polls:\nhttp://localhost:8000/polls/",
            page.QuerySelector("section pre")!.TextContent.ReplaceLineEndings("\n"));
        Assert.Contains("Content-Type: multipart/alternative", page.QuerySelector("details pre")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main script, pre script"));
    }

    [Fact]
    public async Task The_html_part_is_shown_in_a_frame_that_may_do_nothing()
    {
        await using var site = await DevMailSite.StartAsync();
        await site.SendAsync(EmailRoom.Hello());

        var frame = (IHtmlInlineFrameElement)(await OpenTheMailAsync(site)).QuerySelector("iframe")!;
        var shown = await site.Client.GetAsync(frame.Source, TestContext.Current.CancellationToken);

        Assert.Equal("allow-popups allow-popups-to-escape-sandbox", frame.GetAttribute("sandbox"));
        Assert.Equal("text/html", shown.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<h1", await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var policy = Assert.Single(shown.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox", policy);
        Assert.Equal("nosniff", Assert.Single(shown.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task A_mail_without_an_html_part_has_no_frame()
    {
        await using var site = await DevMailSite.StartAsync();
        Directory.CreateDirectory(site.MailFolder);
        await File.WriteAllTextAsync(Path.Combine(site.MailFolder, "plain.eml"),
            "Subject: Plain\r\nContent-Type: text/plain\r\n\r\nNothing but text", TestContext.Current.CancellationToken);

        var page = await OpenTheMailAsync(site);

        Assert.Equal("Nothing but text", page.QuerySelector("section pre")!.TextContent.Trim());
        Assert.Null(page.QuerySelector("iframe"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_passed_over()
    {
        await using var site = await DevMailSite.StartAsync();
        await site.SendAsync(EmailRoom.Hello());
        await File.WriteAllTextAsync(
            Path.Combine(site.MailFolder, "broken.eml"), "", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(site.MailFolder, "gone.eml"), Path.Combine(site.MailFolder, "nowhere"));

        Assert.Single((await site.OpenAsync("/dev/mail/")).QuerySelectorAll("tbody tr"));
        foreach (var url in new[] { "/dev/mail/broken/", "/dev/mail/broken/html/", "/dev/mail/gone/" })
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(site, url));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("..%2Fsecret")]
    [InlineData("%2E%2E%2Fsecret")]
    [InlineData("..%5Csecret")]
    [InlineData("..%252Fsecret")]
    [InlineData("%2Fetc%2Fpasswd")]
    public async Task Only_the_name_of_a_file_in_the_folder_opens_a_mail(string id)
    {
        await using var site = await DevMailSite.StartAsync();
        await site.SendAsync(EmailRoom.Hello());
        File.Copy(Directory.GetFiles(site.MailFolder).Single(), Path.Combine(site.MailFolder, "..", "secret.eml"));

        foreach (var url in new[] { $"/dev/mail/{id}/", $"/dev/mail/{id}/html/" })
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(site, url));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_development_the_pages_do_not_exist(string environment)
    {
        await using var site = await DevMailSite.StartAsync(environment);
        await site.SendAsync(EmailRoom.Hello());
        var id = Path.GetFileNameWithoutExtension(Directory.GetFiles(site.MailFolder).Single());

        foreach (var url in new[] { "/dev/mail/", $"/dev/mail/{id}/", $"/dev/mail/{id}/html/", "/email/devmail" })
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(site, url));
    }

    private static async Task<IDocument> OpenTheMailAsync(DevMailSite site)
    {
        var link = (IHtmlAnchorElement)(await site.OpenAsync("/dev/mail/")).QuerySelector("tbody a")!;
        return await site.OpenAsync(link.PathName);
    }

    private static async Task<HttpStatusCode> StatusAsync(DevMailSite site, string url)
    {
        using var response = await site.Client.GetAsync(url, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
