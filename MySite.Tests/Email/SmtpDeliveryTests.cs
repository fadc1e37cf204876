using MailKit.Net.Smtp;
using Microsoft.Extensions.DependencyInjection;
using MySite.Email;
using MySite.Tests.Support;

namespace MySite.Tests.Email;

public sealed class SmtpDeliveryTests
{
    [Fact]
    public async Task A_mail_arrives_with_its_headers_and_both_parts()
    {
        await using var server = await new SmtpReceiver().StartAsync();
        using var room = EmailRoom.SendingTo(server.Port);
        var key = Guid.Parse("0198f3a0-0000-7000-8000-0123456789ab");

        await room.SendAsync(new Mail("Ada Kůň", "ada@example.org", "Žluťoučký kůň 日本語",
            new MailBody().Paragraph("Příliš žluťoučký.").Link("See the polls", "/polls/"), key));

        var message = await server.NextAsync();
        Assert.Equal("Žluťoučký kůň 日本語", message.Subject);
        Assert.Equal("Ada Kůň", message.To.Mailboxes.Single().Name);
        Assert.Equal("0198f3a0-0000-7000-8000-0123456789ab@localhost", message.MessageId);
        Assert.Equal(room.Clock.GetUtcNow(), message.Date);
        Assert.StartsWith("Příliš žluťoučký.", message.TextBody);
        Assert.Contains("<p style=\"margin:0 0 16px\">Příliš žluťoučký.</p>", message.HtmlBody);
        Assert.Empty(room.Files());
    }

    [Fact]
    public async Task Lines_that_begin_with_a_dot_and_very_long_lines_arrive_whole()
    {
        var lines = $".\n..\n.hidden\nFrom the start\n{new string('x', 5000)}";
        await using var server = await new SmtpReceiver().StartAsync();
        using var room = EmailRoom.SendingTo(server.Port);

        await room.SendAsync(new Mail("Ada", "ada@example.org", "Hello", new MailBody().Paragraph(lines)));

        var message = await server.NextAsync();
        Assert.StartsWith(lines + "\n", message.TextBody!.ReplaceLineEndings("\n"));
        Assert.Contains(lines.Replace("\n", "<br>\n"), message.HtmlBody!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_mail_server_that_is_down_fails_the_mail_and_takes_it_once_it_is_back()
    {
        await using var server = await new SmtpReceiver().StartAsync();
        using var room = EmailRoom.SendingTo(server.Port);

        await server.StopAsync();
        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => room.SendAsync(EmailRoom.Hello()));
        await server.StartAsync();
        await room.SendAsync(EmailRoom.Hello());

        Assert.StartsWith($"127.0.0.1:{server.Port} did not take the mail: ", failure.Message);
        Assert.Equal("Hello", (await server.NextAsync()).Subject);
        Assert.Equal(0, server.Count);
    }

    [Fact]
    public async Task A_refused_mail_is_an_error_that_names_the_server_and_the_code_of_its_answer()
    {
        await using var server = await new SmtpReceiver().StartAsync();
        using var room = EmailRoom.SendingTo(server.Port);
        server.Refusal = (452, "the disk is full");

        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => room.SendAsync(EmailRoom.Hello()));

        Assert.Equal($"127.0.0.1:{server.Port} refused the mail with 452 (InsufficientStorage).", failure.Message);
        server.Refusal = null;
        await room.SendAsync(EmailRoom.Hello());
        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task What_a_server_says_about_the_reader_reaches_no_log()
    {
        await using var server = await new SmtpReceiver().StartAsync();
        using var room = EmailRoom.SendingTo(server.Port);
        server.Refusal = (550, "5.1.1 <ada@example.org> is not known here");

        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => room.SendAsync(EmailRoom.Hello()));

        Assert.DoesNotContain("ada@example.org", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_whom_the_server_does_not_know_is_an_error()
    {
        await using var server = await new SmtpReceiver { KnowsNobody = true }.StartAsync();
        using var room = EmailRoom.SendingTo(server.Port);

        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => room.SendAsync(EmailRoom.Hello()));

        Assert.Equal($"127.0.0.1:{server.Port} refused the mail with 550 (MailboxUnavailable).", failure.Message);
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_after_the_timeout()
    {
        using var server = new SilentServer();
        using var room = EmailRoom.SendingTo(server.Port, new() { ["Email:Timeout"] = "00:00:20" });

        var sending = room.SendAsync(EmailRoom.Hello());
        using var connection = await server.AcceptAsync();
        room.Clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(sending.IsCompleted);
        room.Clock.Advance(TimeSpan.FromSeconds(1));

        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => Soon(sending));
        Assert.Equal($"127.0.0.1:{server.Port} did not take the mail within 00:00:20.", failure.Message);
    }

    [Fact]
    public async Task Sending_stops_when_it_is_cancelled()
    {
        using var server = new SilentServer();
        using var room = EmailRoom.SendingTo(server.Port);
        using var cancel = new CancellationTokenSource();

        var sending = room.Sender.SendAsync(EmailRoom.Hello(), cancel.Token);
        using var connection = await server.AcceptAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Soon(sending));
    }

    [Fact]
    public async Task A_mail_that_was_taken_counts_as_sent_even_when_the_goodbye_goes_wrong()
    {
        await using var server = await new SmtpReceiver().StartAsync();
        using var room = EmailRoom.SendingTo(server.Port, replace: services =>
            services.AddSingleton<Func<ISmtpClient>>(() => new ClientWithoutManners()));

        await room.SendAsync(EmailRoom.Hello());

        Assert.Equal(1, server.Count);
    }

    private static Task Soon(Task sending) =>
        sending.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    private sealed class ClientWithoutManners : SmtpClient
    {
        public override Task DisconnectAsync(bool quit, CancellationToken cancellationToken = default) =>
            Task.FromException(new TimeoutException("The server hung."));
    }
}
