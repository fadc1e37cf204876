using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace MySite.Shared;

/// <summary><c>&lt;time ago="@question.PubDate"&gt;&lt;/time&gt;</c> says "2 h ago", exactly on hovering.</summary>
/// <remarks>Public, as Razor finds no other tag helpers.</remarks>
[HtmlTargetElement("time", Attributes = "ago")]
public sealed class AgoTagHelper(TimeProvider clock) : TagHelper
{
    [HtmlAttributeName("ago")]
    public DateTimeOffset When { get; set; }

    /// <summary>The time zone that the reader lives in; UTC if it is not known.</summary>
    public TimeZoneInfo? Zone { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute(
            "datetime", When.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", Ago.Exact(When, Zone));
        output.Content.SetContent(Ago.Text(When, clock.GetUtcNow(), Zone));
    }
}
