using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace MySite.Email;

internal static class MailHtml
{
    private const string Page = "margin:0;padding:24px 12px;background:#fbfaf7;color:#1d2129;"
        + "font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
    private const string Card = "max-width:560px;margin:0 auto;padding:24px 24px 8px;background:#ffffff;"
        + "border:1px solid #e5e2da;border-radius:12px";
    private const string Block = "margin:0 0 16px";
    private const string Title = Block + ";font-size:24px;line-height:1.2;letter-spacing:-.015em";
    private const string Soft = "color:#5b6270;font-size:14px";
    private const string Button = "display:inline-block;padding:10px 18px;border-radius:999px;"
        + "background:#2f5d50;color:#ffffff;font-weight:600;text-decoration:none";
    private const string Foot = "max-width:560px;margin:16px auto 0;text-align:center";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    // Mail clients keep inline styles and often drop the sheet, so the sheet only turns the colours for the dark.
    internal static string Render(string subject, IEnumerable<MailPart> parts, string brand, Uri site) => $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>{{Html(subject)}}</title>
        <style>
        @media (prefers-color-scheme: dark) {
        .page { background: #14161a !important; color: #e9e7e2 !important }
        .card { background: #1b1e24 !important; border-color: #2c313a !important }
        .soft { color: #a3a9b5 !important }
        .btn { background: #7cc4ac !important; color: #0e1713 !important }
        }
        </style>
        </head>
        <body class="page" style="{{Page}}">
        <div class="card" style="{{Card}}">
        {{string.Join('\n', parts.Select(Render))}}
        </div>
        <p style="{{Foot}}">{{Anchor("soft", Soft, site.AbsoluteUri, brand)}}</p>
        </body>
        </html>
        """;

    private static string Render(MailPart part) => part.Kind switch
    {
        MailPartKind.Heading => $"""<h1 style="{Title}">{Html(part.Text)}</h1>""",
        MailPartKind.Link => $"""<p style="{Block}">{Anchor("btn", Button, part.Url, part.Text)}</p>""",
        MailPartKind.Note => $"""<p class="soft" style="{Block};{Soft}">{Lines(part.Text)}</p>""",
        _ => $"""<p style="{Block}">{Lines(part.Text)}</p>""",
    };

    private static string Anchor(string name, string style, string url, string text) =>
        $"""<a class="{name}" href="{Html(url)}" target="_blank" rel="noopener" style="{style}">{Html(text)}</a>""";

    private static string Lines(string text) => string.Join("<br>\n", text.Split('\n').Select(Html));

    private static string Html(string text) => Encoder.Encode(text);
}
