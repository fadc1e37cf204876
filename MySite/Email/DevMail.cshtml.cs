using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using MimeKit;

namespace MySite.Email;

internal sealed class DevMailModel(MailFolder folder, IOptions<EmailOptions> options) : PageModel
{
    internal const int MostShown = 100;

    internal EmailOptions Settings => options.Value;

    internal string Folder => folder.FullPath;

    internal List<DevMailLine> Mails { get; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        foreach (var id in folder.NewestFirst().Take(MostShown))
        {
            using var message = await folder.ReadAsync(id, cancellationToken);
            if (message is not null)
                Mails.Add(new(id, message.Subject ?? "(no subject)", Readable(message.To), message.Date));
        }
    }

    private static string Readable(InternetAddressList readers) => string.Join(", ", readers.Mailboxes.Select(
        reader => string.IsNullOrEmpty(reader.Name) ? reader.Address : $"{reader.Name} <{reader.Address}>"));
}
