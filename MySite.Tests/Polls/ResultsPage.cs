using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

/// <summary>How the votes stand.</summary>
internal sealed partial class ResultsPage(IHtmlDocument page)
{
    public string Question { get; } = page.QuerySelector("h1")!.TextContent;

    /// <summary>"The sky -- 2 votes · 67 %", as it is read aloud.</summary>
    public IReadOnlyList<string> Lines { get; } =
        page.QuerySelectorAll(".bars li").Select(line => Spaces().Replace(line.TextContent, " ").Trim()).ToList();

    public IReadOnlyList<string?> Bars { get; } =
        page.QuerySelectorAll(".bars svg rect").Select(bar => bar.GetAttribute("width")).ToList();

    public string? Note { get; } = page.QuerySelector("[role=status]")?.TextContent;

    public IHtmlAnchorElement VoteAgain { get; } = page.QuerySelector<IHtmlAnchorElement>("main .actions a")!;

    public static async Task<ResultsPage> OpenAsync(Visitor visitor, int questionId) =>
        new(await visitor.OpenAsync($"/polls/{questionId}/results/"));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
