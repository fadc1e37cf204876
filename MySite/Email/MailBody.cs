using System.Collections.Immutable;

namespace MySite.Email;

/// <summary>What a mail says, rendered as HTML and as plain text alike. Every call returns a new body.</summary>
internal sealed class MailBody
{
    private readonly ImmutableList<MailPart> _parts;

    public MailBody() : this([])
    {
    }

    private MailBody(ImmutableList<MailPart> parts) => _parts = parts;

    public MailBody Heading(string text) => Add(new(MailPartKind.Heading, PlainText.OneLine(text)));

    public MailBody Paragraph(string text) => Add(new(MailPartKind.Paragraph, PlainText.Lines(text)));

    /// <summary>Small print, such as why the reader gets this mail.</summary>
    public MailBody Note(string text) => Add(new(MailPartKind.Note, PlainText.Lines(text)));

    /// <param name="text">What the link says.</param>
    /// <param name="url">A path on the site, which Email:SiteUrl completes, or an http or https address.</param>
    public MailBody Link(string text, string url) =>
        IsPath(url) || IsWebAddress(url)
            ? Add(new(MailPartKind.Link, PlainText.OneLine(text), url))
            : throw new ArgumentException("Pass a path on the site such as /polls/, or an http address.", nameof(url));

    /// <summary>The parts with their links completed.</summary>
    internal IEnumerable<MailPart> PartsOn(Uri site) => _parts.Select(part =>
        part.Kind == MailPartKind.Link ? part with { Url = Absolute(part.Url, site) } : part);

    private MailBody Add(MailPart part) => new(_parts.Add(part));

    // A path comes first: on Unix, Uri takes /polls/ for an absolute file address.
    private static string Absolute(string url, Uri site) =>
        new Uri(IsPath(url) ? site.AbsoluteUri.TrimEnd('/') + url : url).AbsoluteUri;

    private static bool IsPath(string url) => url is ['/', ..] and not ['/', '/' or '\\', ..];

    private static bool IsWebAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https" };
}
