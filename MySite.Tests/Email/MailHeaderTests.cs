using System.Text;
using MimeKit;
using MySite.Email;

namespace MySite.Tests.Email;

public sealed class MailHeaderTests : IDisposable
{
    private readonly EmailRoom _room = new(new() { ["Email:From"] = "MySite <noreply@example.org>" });

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task A_mail_carries_the_headers_that_mail_servers_expect()
    {
        var message = await _room.SendAndReadAsync(EmailRoom.Hello());

        Assert.Equal("\"MySite\" <noreply@example.org>", message.From.ToString());
        Assert.Equal("\"Ada\" <ada@example.org>", message.To.ToString());
        Assert.Equal("Hello", message.Subject);
        Assert.Equal(_room.Clock.GetUtcNow(), message.Date);
        Assert.Equal(new Version(1, 0), message.MimeVersion);
        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal(["text/plain", "text/html"], message.BodyParts.Select(part => part.ContentType.MimeType));
    }

    [Fact]
    public async Task A_key_becomes_the_message_id_so_that_a_second_copy_can_be_recognised()
    {
        var key = Guid.Parse("0198f3a0-0000-7000-8000-0123456789ab");
        var mail = EmailRoom.Hello() with { Key = key };

        var first = await _room.SendAndReadAsync(mail);
        var second = await _room.SendAndReadAsync(mail);

        Assert.Equal("0198f3a0-0000-7000-8000-0123456789ab@example.org", first.MessageId);
        Assert.Equal(first.MessageId, second.MessageId);
        Assert.Equal(2, _room.Files().Length);
    }

    [Fact]
    public async Task Without_a_key_every_sending_has_its_own_message_id()
    {
        var first = await _room.SendAndReadAsync(EmailRoom.Hello());
        var second = await _room.SendAndReadAsync(EmailRoom.Hello());

        Assert.EndsWith("@example.org", first.MessageId);
        Assert.NotEqual(first.MessageId, second.MessageId);
    }

    [Fact]
    public async Task Names_subjects_and_domains_in_any_script_travel_as_ascii_and_arrive_as_they_were()
    {
        using var room = new EmailRoom(new() { ["Email:From"] = "Wählen <noreply@münchen.example>" });
        var subject = string.Concat(Enumerable.Repeat("Žluťoučký kůň 日本語 👩‍💻 ", 12)).Trim();

        var message = await room.SendAndReadAsync(
            new Mail("Пётр \"P\", jr.", "petr@пример.рф", subject, new MailBody().Paragraph("Hello.")));

        Assert.True(Ascii.IsValid(await File.ReadAllBytesAsync(
            room.Files()[0], TestContext.Current.CancellationToken)));
        Assert.Equal(subject, message.Subject);
        Assert.Equal("Пётр \"P\", jr.", message.To.Mailboxes.Single().Name);
        Assert.Equal("petr@пример.рф", message.To.Mailboxes.Single().Address);
        Assert.Equal("Wählen", message.From.Mailboxes.Single().Name);
        Assert.EndsWith("@xn--mnchen-3ya.example", message.MessageId);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\0")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\r\n\r\n")]
    public async Task A_line_break_in_a_name_or_subject_is_a_space_and_starts_no_header(string lineBreak)
    {
        var line = $"Hello{lineBreak}Bcc: everyone@example.org";

        var message = await _room.SendAndReadAsync(
            new Mail(line, "ada@example.org", line, new MailBody().Paragraph("Hello.")));

        Assert.Equal("Hello Bcc: everyone@example.org", message.Subject);
        Assert.Equal("Hello Bcc: everyone@example.org", message.To.Mailboxes.Single().Name);
        Assert.Equal("ada@example.org", message.To.Mailboxes.Single().Address);
        Assert.False(message.Headers.Contains(HeaderId.Bcc));
    }

    [Theory]
    [InlineData("ada@example.org\r\nBcc: everyone@example.org")]
    [InlineData("ada@example.org\n")]
    [InlineData("\"a\r\nb\"@example.org")]
    [InlineData("ada@example.org\0")]
    [InlineData("ada@example.org, everyone@example.org")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("ada@example.org (Ada)")]
    [InlineData("<ada@example.org>")]
    [InlineData("ada@exa mple.org")]
    [InlineData(" ada@example.org")]
    [InlineData("ada@example..org")]
    [InlineData("ada @example.org")]
    [InlineData("ada\r\n @example.org")]
    [InlineData("ada\u2028@example.org")]
    [InlineData("ada@(at)example.org")]
    [InlineData("\"a b\"@example.org")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.org")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_not_one_bare_address_is_a_mistake(string? address)
    {
        var mistake = Assert.Throws<ArgumentException>(
            () => new Mail("Ada", address!, "Hello", new MailBody().Paragraph("Hello.")));

        Assert.StartsWith("Pass one bare mail address such as ada@example.org.", mistake.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n ")]
    public void A_mail_without_a_subject_is_a_mistake(string subject) =>
        Assert.Throws<ArgumentException>(() => EmailRoom.Hello(subject));

    [Fact]
    public async Task A_reader_without_a_name_is_addressed_by_address_alone()
    {
        var message = await _room.SendAndReadAsync(
            new Mail("", "ada@example.org", "Hello", new MailBody().Paragraph("Hello.")));

        Assert.Equal("ada@example.org", message.Headers[HeaderId.To]);
    }
}
