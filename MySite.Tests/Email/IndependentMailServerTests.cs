using MailKit.Net.Smtp;
using Microsoft.Extensions.DependencyInjection;
using MySite.Email;
using MySite.Tests.Support;

namespace MySite.Tests.Email;

public sealed class IndependentMailServerTests
{
    [Fact]
    public async Task Aiosmtpd_reads_a_mail_as_it_was_written()
    {
        var lines = $".\n.hidden\nFrom the start\nPříliš žluťoučký 日本語\n{new string('x', 5000)}";
        await using var server = await Aiosmtpd.StartAsync();
        using var room = EmailRoom.SendingTo(server.Port);

        await room.SendAsync(new Mail("Ada Kůň", "ada@münchen.example", "Žluťoučký kůň",
            new MailBody().Heading("Hello").Paragraph(lines).Link("See the polls", "/polls/")));

        var message = await server.MailAsync();
        Assert.Equal("Žluťoučký kůň", message.Subject);
        Assert.Equal("Ada Kůň", message.To.Mailboxes.Single().Name);
        Assert.Equal("ada@münchen.example", message.To.Mailboxes.Single().Address);
        Assert.StartsWith($"Hello\n=====\n\n{lines}\n", message.TextBody!.ReplaceLineEndings("\n"));
        Assert.Contains(lines.Replace("\n", "<br>\n"), message.HtmlBody!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Aiosmtpd_takes_an_address_in_another_script_where_it_speaks_smtputf8()
    {
        await using var server = await Aiosmtpd.StartAsync("-u");
        using var room = EmailRoom.SendingTo(server.Port);

        await room.SendAsync(new Mail("Пётр", "пётр@пример.рф", "Привет", new MailBody().Paragraph("Привет.")));

        Assert.Equal("пётр@пример.рф", (await server.MailAsync()).To.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task A_server_that_knows_only_ascii_is_not_offered_another_address()
    {
        await using var server = await Aiosmtpd.StartAsync();
        using var room = EmailRoom.SendingTo(server.Port);

        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => room.SendAsync(
            new Mail("Пётр", "пётр@пример.рф", "Привет", new MailBody().Paragraph("Привет."))));

        Assert.Equal($"127.0.0.1:{server.Port} did not take the mail: It does not take addresses outside ASCII.",
            failure.Message);
    }

    [Fact]
    public async Task Aiosmtpd_takes_a_mail_over_starttls()
    {
        using var folder = new TemporaryFolder();
        var (cert, key) = SelfSigned.WriteTo(folder);
        await using var server = await Aiosmtpd.StartAsync("--tlscert", cert, "--tlskey", key);
        using var room = EmailRoom.SendingTo(server.Port, new() { ["Email:Tls"] = "StartTls" }, services =>
            services.AddSingleton<Func<ISmtpClient>>(() => new SmtpClient
            {
                ServerCertificateValidationCallback = (_, shown, _, _) => SelfSigned.Is(shown),
            }));

        await room.SendAsync(EmailRoom.Hello());

        Assert.Equal("Hello", (await server.MailAsync()).Subject);
    }
}
