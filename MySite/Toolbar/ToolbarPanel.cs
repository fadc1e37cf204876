using Microsoft.AspNetCore.Html;

namespace MySite.Toolbar;

internal sealed record ToolbarPanel(string Title, string Badge, bool IsWarning, IHtmlContent Body);
