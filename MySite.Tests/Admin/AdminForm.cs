using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using MySite.Tests.Support;

namespace MySite.Tests.Admin;

/// <summary>A form of the administration as a browser would send it back, with what a person changes.</summary>
internal sealed class AdminForm(Visitor visitor, IHtmlDocument page, string url)
{
    public IHtmlDocument Page => page;

    public IHtmlFormElement Form { get; } = Assert.Single(page.QuerySelectorAll<IHtmlFormElement>("main form"));

    public static async Task<AdminForm> OpenAsync(Visitor visitor, string url) => new(visitor, await visitor.OpenAsync(url), url);

    public IHtmlInputElement Field(string name) =>
        Assert.IsAssignableFrom<IHtmlInputElement>(Form.QuerySelector($"[name='Input.{name}']:not([type=hidden])"));

    public IHtmlInputElement Box(string text) => (IHtmlInputElement)Assert.Single(
        Form.QuerySelectorAll<IHtmlLabelElement>("label.check"),
        label => label.TextContent.Trim().StartsWith(text, StringComparison.Ordinal)).QuerySelector("input")!;

    public string? ErrorOf(string name) => page.QuerySelector($"#Input_{name}-error")?.TextContent.Trim();

    public string? Error => page.QuerySelector("main form > .note.error")?.TextContent.Trim();

    public AdminForm Type(string name, string value)
    {
        Field(name).Value = value;
        return this;
    }

    public AdminForm Tick(string text, bool isTicked = true)
    {
        Box(text).IsChecked = isTicked;
        return this;
    }

    /// <param name="forged">Fields that the page does not have, sent before the others.</param>
    public Task<HttpResponseMessage> SendAsync(params (string Name, string Value)[] forged) => SendToAsync(url, forged);

    public Task<HttpResponseMessage> SendToAsync(string address, params (string Name, string Value)[] forged)
    {
        var fields = Form.QuerySelectorAll<IHtmlInputElement>("input").Where(IsSent)
            .Select(input => (input.Name!, input.Type is "checkbox" && input.Value.Length == 0 ? "on" : input.Value));
        return visitor.SendAsync(HttpMethod.Post, address, new FormUrlEncodedContent(
            forged.Concat(fields).Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
    }

    public async Task<AdminForm> SendInVainAsync(params (string Name, string Value)[] forged) =>
        new(visitor, await Visitor.ReadAsync(await SendAsync(forged), HttpStatusCode.OK), url);

    private static bool IsSent(IHtmlInputElement input) => input.Name is { Length: > 0 }
        && !input.IsDisabled && input.Closest("fieldset[disabled]") is null
        && (input.Type is not ("checkbox" or "radio") || input.IsChecked);
}
