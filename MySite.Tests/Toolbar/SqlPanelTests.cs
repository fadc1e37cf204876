using System.Text.Encodings.Web;
using MySite.Toolbar;

namespace MySite.Tests.Toolbar;

public sealed class SqlPanelTests
{
    [Fact]
    public void Commands_with_the_same_text_and_values_are_duplicates_and_with_other_values_similar()
    {
        var panel = SqlPanel.Of(new(
            [Command("a", 1), Command("a", 1), Command("b", 1), Command("b", 2), Command("c", 1)], 0));

        Assert.Equal("5 · 10.0 ms · 1 duplicate", panel.Badge);
        Assert.True(panel.IsWarning);
        using var html = new StringWriter();
        panel.Body.WriteTo(html, HtmlEncoder.Default);
        var text = html.ToString();
        Assert.Equal(3, text.Split("duplicate: 2 times").Length);
        Assert.Equal(3, text.Split("similar: 2 times").Length);
    }

    [Fact]
    public void What_a_command_says_is_encoded()
    {
        using var html = new StringWriter();
        SqlPanel.Of(new([Command("<script>{0}", 1)], 0)).Body.WriteTo(html, HtmlEncoder.Default);

        Assert.Contains("&lt;script&gt;{0}", html.ToString(), StringComparison.Ordinal);
    }

    private static SqlCommand Command(string text, int values) => new(text, "", values, TimeSpan.FromMilliseconds(2), null);
}
