using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts;

/// <summary>A form whose fields are called by their label, as a person would.</summary>
internal sealed class AccountForm(Visitor visitor, IHtmlDocument page)
{
    public const string NotThePassword =
        "That is not your password. After several failed tries this is paused for a while, as log-in is.";

    public IHtmlFormElement Form { get; } = Assert.Single(page.QuerySelectorAll<IHtmlFormElement>("main form"));

    /// <summary>What is wrong with the form as a whole.</summary>
    public string? Error => page.QuerySelector("main [role=alert]")?.TextContent;

    public string? ErrorOf(string label) => Field(label) switch
    {
        var input when input.GetAttribute("aria-invalid") != "true" => null,
        var input => page.GetElementById(input.GetAttribute("aria-describedby")!.Split(' ')[^1])!.TextContent,
    };

    public string ValueOf(string label) => Field(label).Value;

    public Task<HttpResponseMessage> SubmitAsync(params (string Label, string Value)[] typed) =>
        visitor.SubmitAsync(Form, [.. typed.Select(field => (Field(field.Label).Name!, field.Value))]);

    public async Task<AccountForm> SubmitInVainAsync(params (string Label, string Value)[] typed) =>
        new(visitor, await Visitor.ReadAsync(await SubmitAsync(typed), HttpStatusCode.OK));

    public static async Task<AccountForm> OpenAsync(Visitor visitor, string url) => new(visitor, await visitor.OpenAsync(url));

    private IHtmlInputElement Field(string label)
    {
        var found = Assert.Single(Form.QuerySelectorAll<IHtmlLabelElement>("label"), l => l.TextContent.Trim() == label);
        return (IHtmlInputElement)(found.Control ?? found.QuerySelector("input")!);
    }
}
