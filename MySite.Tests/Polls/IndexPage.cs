using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

/// <summary>The list of polls as a person reads it.</summary>
internal sealed class IndexPage
{
    public const string Url = "/polls/";

    private IndexPage(IHtmlDocument page)
    {
        Assert.Equal("Latest polls", page.QuerySelector("h1")?.TextContent);
        Text = page.QuerySelector("main")!.TextContent;
        Cards = page.QuerySelectorAll(".polls article").ToList();
    }

    public string Text { get; }

    public IReadOnlyList<IElement> Cards { get; }

    public IReadOnlyList<string> Questions => Cards.Select(card => card.QuerySelector("h2")!.TextContent).ToList();

    public static async Task<IndexPage> OpenAsync(Visitor visitor) => new(await visitor.OpenAsync(Url));
}
