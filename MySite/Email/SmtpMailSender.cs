using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace MySite.Email;

internal sealed partial class SmtpMailSender(
    MailComposer composer,
    IOptions<EmailOptions> options,
    Func<ISmtpClient> newClient,
    TimeProvider clock,
    ILogger<SmtpMailSender> logger) : IMailSender
{
    private readonly EmailOptions _settings = options.Value;

    public Task SendAsync(Mail mail, CancellationToken cancellationToken) =>
        MailSpan.AroundAsync(_settings, clock, () => HandOverAsync(mail, cancellationToken));

    private async Task HandOverAsync(Mail mail, CancellationToken cancellationToken)
    {
        using var message = composer.Compose(mail);
        using var limit = new CancellationTokenSource(_settings.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var client = newClient();
        try
        {
            await DeliverAsync(client, message, either.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MailNotSentException(
                $"{_settings.Host}:{_settings.Port} {Reason(failure)}", ErrorType(failure), Private(failure));
        }

        LogAccepted(message.MessageId, _settings.Host, _settings.Port);
        await SayGoodbyeAsync(client, either.Token);
    }

    private async Task DeliverAsync(ISmtpClient client, MimeMessage message, CancellationToken cancellationToken)
    {
        await client.ConnectAsync(_settings.Host, _settings.Port, Security, cancellationToken);
        if (!string.IsNullOrEmpty(_settings.UserName))
        {
            if (!client.IsSecure && _settings.Tls != MailTls.None)
                throw new NotSupportedException("It offers no TLS, and only Email:Tls=None sends a password without.");
            await client.AuthenticateAsync(_settings.UserName, _settings.Password, cancellationToken);
        }

        // MailKit would write the address raw, and the server guess at it.
        if (!client.Capabilities.HasFlag(SmtpCapabilities.UTF8) && NeedsUtf8(message))
            throw new NotSupportedException("It does not take addresses outside ASCII.");
        await client.SendAsync(message, cancellationToken);
    }

    // The server has taken the mail: a lost goodbye must not have it sent again.
    private static async Task SayGoodbyeAsync(ISmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception)
        {
        }
    }

    private SecureSocketOptions Security => _settings.Tls switch
    {
        MailTls.None => SecureSocketOptions.None,
        MailTls.OnConnect => SecureSocketOptions.SslOnConnect,
        MailTls.StartTls => SecureSocketOptions.StartTls,
        MailTls.StartTlsIfOffered => SecureSocketOptions.StartTlsWhenAvailable,
        _ => SecureSocketOptions.Auto,
    };

    private static bool NeedsUtf8(MimeMessage message) =>
        message.From.Mailboxes.Concat(message.To.Mailboxes).Any(mailbox => !Ascii.IsValid(mailbox.LocalPart));

    // What a server answers may name the recipient, and this ends up in logs: its codes say enough.
    private static Exception? Private(Exception failure) => failure is SmtpCommandException ? null : failure;

    private string Reason(Exception failure) => failure switch
    {
        OperationCanceledException or TimeoutException => $"did not take the mail within {_settings.Timeout}.",
        SmtpCommandException refusal => $"refused the mail with {(int)refusal.StatusCode} ({refusal.StatusCode}).",
        _ => $"did not take the mail: {failure.Message}",
    };

    private static string ErrorType(Exception failure) => failure switch
    {
        OperationCanceledException or TimeoutException => "timeout",
        SmtpCommandException refusal => $"{(int)refusal.StatusCode}",
        _ => failure.GetType().FullName!,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {MessageId} was taken by {Host}:{Port}")]
    private partial void LogAccepted(string? messageId, string host, int port);
}
