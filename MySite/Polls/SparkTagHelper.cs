using Microsoft.AspNetCore.Razor.TagHelpers;

namespace MySite.Polls;

/// <summary><c>&lt;svg spark="votes"&gt;&lt;/svg&gt;</c> draws how the votes of a poll divide, largest first.</summary>
/// <remarks>
/// No partial view, of which a list would need one a poll: each has a context, a buffer and services of its own. Public, as
/// Razor finds no other tag helpers.
/// </remarks>
[HtmlTargetElement("svg", Attributes = "spark")]
public sealed class SparkTagHelper : TagHelper
{
    [HtmlAttributeName("spark")]
    public required IReadOnlyList<int> Votes { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute("class", "spark");
        output.Attributes.SetAttribute("aria-hidden", "true");
        foreach (var (start, width) in Share.Stack(Votes))
            output.Content.AppendHtml($"""<rect x="{start}" width="{width}" height="100%" />""");
    }
}
