using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using MySite.Toolbar;

namespace MySite.Tests.Toolbar;

/// <summary>A request that runs wild fills neither the memory nor the page, and its bar says so.</summary>
public sealed class ToolbarLimitTests
{
    private const int Wild = 2000;

    private readonly ToolbarRecord _record = new(new DefaultHttpContext(), new ToolbarLedger(), TimeProvider.System);

    [Fact]
    public void Each_panel_counts_all_and_says_how_many_it_left_out()
    {
        for (var i = 0; i < Wild; i++)
        {
            _record.Note(new SqlCommand($"SELECT {i}", "", 0, TimeSpan.Zero, null));
            _record.Note(new LogLine("Information", "Wild", $"{i}"));
            _record.Note(new CacheEvent("wild", "hit"));
        }

        ToolbarPanel[] panels = [SqlPanel.Of(_record.Commands), LogPanel.Of(_record.Lines), CachePanel.Of(_record.Cache)];

        Assert.Equal(["2000 · 0.0 ms", "2000", "500 hit, 1500 more"], panels.Select(panel => panel.Badge));
        Assert.All(panels, panel => Assert.Contains("1,500 more were not kept.", Html(panel), StringComparison.Ordinal));
        Assert.Equal(500, _record.Commands.Items.Count);
    }

    [Fact]
    public void Nothing_is_said_where_nothing_is_missing()
    {
        _record.Note(new CacheEvent("tame", "hit"));

        Assert.DoesNotContain("not kept", Html(CachePanel.Of(_record.Cache)), StringComparison.Ordinal);
    }

    private static string Html(ToolbarPanel panel)
    {
        using var html = new StringWriter();
        panel.Body.WriteTo(html, HtmlEncoder.Default);
        return html.ToString();
    }
}
