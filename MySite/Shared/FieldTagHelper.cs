using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace MySite.Shared;

/// <summary>
/// <c>&lt;field for="Input.Email" hint="…" /&gt;</c>: label, input, hint and error, tied together for everybody.
/// </summary>
/// <remarks>Public, as Razor finds no other tag helpers.</remarks>
[HtmlTargetElement("field", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper(IHtmlGenerator html) : TagHelper
{
    public required ModelExpression For { get; set; }

    public string? Hint { get; set; }

    public string? Autocomplete { get; set; }

    /// <summary>The id of a <c>datalist</c> to choose from.</summary>
    public string? List { get; set; }

    public bool Autofocus { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = For.Name.Replace('.', '_');
        var error = ViewContext.ModelState.GetValueOrDefault(For.Name)?.Errors.FirstOrDefault()?.ErrorMessage;

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", error is null ? "field" : "field bad");
        output.Content.AppendHtml(html.GenerateLabel(ViewContext, For.ModelExplorer, For.Name, null, null));
        output.Content.AppendHtml(Input(id, error));
        Append(output, Hint, "hint", $"{id}-hint");
        Append(output, error, "err", $"{id}-error");
    }

    private TagBuilder Input(string id, string? error)
    {
        var attributes = new Dictionary<string, object?>
        {
            ["autocomplete"] = Autocomplete,
            ["list"] = List,
            ["required"] = For.Metadata.IsRequired ? "required" : null,
            ["maxlength"] = For.Metadata.ValidatorMetadata.OfType<StringLengthAttribute>().FirstOrDefault()?.MaximumLength,
            ["autofocus"] = Autofocus ? "autofocus" : null,
            ["aria-invalid"] = error is null ? null : "true",
            ["aria-describedby"] = Described(id, error),
        };
        foreach (var unset in attributes.Where(attribute => attribute.Value is null).ToArray())
            attributes.Remove(unset.Key);
        return For.Metadata.DataTypeName == nameof(DataType.Password)
            ? html.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, null, attributes)
            : html.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, For.Model, null, attributes);
    }

    private string? Described(string id, string? error)
    {
        var parts = new[] { Hint is null ? null : $"{id}-hint", error is null ? null : $"{id}-error" };
        var text = string.Join(' ', parts.OfType<string>());
        return text.Length == 0 ? null : text;
    }

    private static void Append(TagHelperOutput output, string? text, string kind, string id)
    {
        if (text is null)
            return;
        var span = new TagBuilder("span") { Attributes = { ["class"] = kind, ["id"] = id } };
        span.InnerHtml.Append(text);
        output.Content.AppendHtml(span);
    }
}
