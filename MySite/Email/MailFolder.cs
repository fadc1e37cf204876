using Microsoft.Extensions.Options;
using MimeKit;

namespace MySite.Email;

/// <summary>The folder in which pickup delivery leaves mails, one <c>.eml</c> file each.</summary>
internal sealed class MailFolder(IOptions<EmailOptions> options, IHostEnvironment host)
{
    internal string FullPath { get; } = Path.GetFullPath(options.Value.PickupFolder, host.ContentRootPath);

    internal string PathOf(string id) => Path.Combine(FullPath, id + ".eml");

    /// <summary>The names of the mails without their ending. They begin with the time, so they sort by it.</summary>
    internal IEnumerable<string> NewestFirst() => Ids().OrderDescending(StringComparer.Ordinal);

    /// <returns>Nothing when there is no such mail, or a file that cannot be read as one.</returns>
    internal async Task<MimeMessage?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return Has(id) ? await MimeMessage.LoadAsync(PathOf(id), cancellationToken) : null;
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal async Task<string> ReadSourceAsync(string id, CancellationToken cancellationToken) =>
        Has(id) ? await File.ReadAllTextAsync(PathOf(id), cancellationToken) : "";

    // The folder is asked for its names, so no id, however it is written, leads out of it.
    private bool Has(string id) => Ids().Contains(id, StringComparer.Ordinal);

    private IEnumerable<string> Ids() =>
        Directory.Exists(FullPath)
            ? Directory.EnumerateFiles(FullPath, "*.eml").Select(file => Path.GetFileNameWithoutExtension(file))
            : [];
}
