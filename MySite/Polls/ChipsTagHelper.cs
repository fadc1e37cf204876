using Microsoft.AspNetCore.Razor.TagHelpers;

namespace MySite.Polls;

/// <summary><c>&lt;span chips="poll.Tags"&gt;&lt;/span&gt;</c> shows each tag; nothing where there are none.</summary>
/// <remarks>No partial view for the reason of <see cref="SparkTagHelper"/>, and public for the same.</remarks>
[HtmlTargetElement("span", Attributes = "chips")]
public sealed class ChipsTagHelper : TagHelper
{
    [HtmlAttributeName("chips")]
    public required IReadOnlyList<string> Tags { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Tags.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        output.Attributes.SetAttribute("class", "chips");
        foreach (var tag in Tags)
            output.Content.AppendHtml("""<span class="chip">""").Append(tag).AppendHtml("</span>");
    }
}
