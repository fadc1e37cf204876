using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;

namespace MySite.Email;

internal sealed partial class PickupMailSender(
    MailComposer composer, MailFolder folder, IOptions<EmailOptions> options, TimeProvider clock,
    ILogger<PickupMailSender> logger) : IMailSender
{
    private static readonly FormatOptions Format = new() { NewLineFormat = NewLineFormat.Dos, EnsureNewLine = true };

    private int _count;

    public Task SendAsync(Mail mail, CancellationToken cancellationToken) =>
        MailSpan.AroundAsync(options.Value, clock, () => WriteAsync(mail, cancellationToken));

    private async Task WriteAsync(Mail mail, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var message = composer.Compose(mail);
        message.Prepare(EncodingConstraint.SevenBit);
        // MimeKit writes a file in many small parts, each of which waits for a thread.
        using var whole = new MemoryStream();
        message.WriteTo(Format, whole, cancellationToken);

        Directory.CreateDirectory(folder.FullPath);
        var file = folder.PathOf(NextName());
        var unfinished = file + ".part";
        try
        {
            await File.WriteAllBytesAsync(unfinished, whole.GetBuffer().AsMemory(0, (int)whole.Length), cancellationToken);
            File.Move(unfinished, file);
        }
        catch (Exception)
        {
            File.Delete(unfinished);
            throw;
        }

        LogWritten(message.MessageId, file);
    }

    // The time sorts, the count sorts within one moment of one server, the random tail tells servers apart.
    private string NextName()
    {
        var now = clock.GetUtcNow();
        var count = (uint)Interlocked.Increment(ref _count);
        return string.Create(CultureInfo.InvariantCulture,
            $"{now:yyyyMMdd-HHmmss-fffffff}-{count:D10}-{Guid.CreateVersion7(now).ToString("N")[^12..]}");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {MessageId} is in {File}")]
    private partial void LogWritten(string? messageId, string file);
}
