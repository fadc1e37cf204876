using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using MySite.Tests.Support;

namespace MySite.Tests.Admin;

/// <summary>A form of the administration as a browser would send it back, with what a person changes.</summary>
internal sealed class AdminForm
{
    private readonly Visitor _visitor;
    private readonly string _url;
    private readonly Dictionary<string, List<string>> _fields = new(StringComparer.Ordinal);

    private AdminForm(Visitor visitor, string url, IHtmlDocument page)
    {
        (_visitor, _url, Page) = (visitor, url, page);
        Form = Assert.Single(page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]"));
        foreach (var control in Form.QuerySelectorAll("input, select, textarea").Where(IsSent))
            ValuesOf(control.GetAttribute("name")!).Add(ValueOf(control));
    }

    public IHtmlDocument Page { get; }

    public IHtmlFormElement Form { get; }

    /// <summary>What is marked, as "field: error".</summary>
    public IEnumerable<string> Errors => Page.QuerySelectorAll(".err").Select(error =>
        $"{error.Id?.Replace("-error", "", StringComparison.Ordinal)}: {error.TextContent}");

    public string? Alert => Page.QuerySelector("main .note.error[role=alert]")?.TextContent.Trim();

    /// <summary>All that is sent.</summary>
    public IEnumerable<(string Name, string Value)> Fields =>
        _fields.SelectMany(each => each.Value.Select(value => (each.Key, value)));

    /// <summary>What is sent of a field, with commas between.</summary>
    public string this[string name] => string.Join(',', _fields.GetValueOrDefault(name, []));

    public static async Task<AdminForm> OpenAsync(Visitor visitor, string url) => new(visitor, url, await visitor.OpenAsync(url));

    public string? ErrorOf(string field) => Page.QuerySelector($"#{field}-error, #Input_{field}-error")?.TextContent.Trim();

    public IHtmlInputElement Field(string name) => Assert.IsAssignableFrom<IHtmlInputElement>(
        Form.QuerySelector($":is([name='{name}'], [name='Input.{name}']):not([type=hidden])"));

    /// <summary>The check box whose label begins like this.</summary>
    public IHtmlInputElement Box(string text) => (IHtmlInputElement)Assert.Single(
        Form.QuerySelectorAll<IHtmlLabelElement>("label.check"),
        label => label.TextContent.Trim().StartsWith(text, StringComparison.Ordinal)).QuerySelector("input")!;

    /// <summary>The value behind a check box.</summary>
    public string ValueOf(string label) => ValueOf(Box(label));

    /// <summary>Puts values in the place of those that the page has, whether it has a field for them or not.</summary>
    public AdminForm Set(params (string Name, string Value)[] fields)
    {
        foreach (var (name, value) in fields)
            _fields[name] = [value];
        return this;
    }

    /// <summary>Fills in a field that the page has.</summary>
    public AdminForm Type(string name, string value) => Set((Field(name).Name!, value));

    public AdminForm Tick(string text, bool isTicked = true)
    {
        var box = Box(text);
        var values = ValuesOf(box.Name!);
        values.Remove(ValueOf(box));
        // Before the hidden field that stands for its absence.
        if (isTicked)
            values.Insert(0, ValueOf(box));
        return this;
    }

    /// <param name="more">A button, say, or fields that the page does not have; sent before the others.</param>
    public Task<HttpResponseMessage> SendAsync(params (string Name, string Value)[] more) => SendToAsync(_url, more);

    public Task<HttpResponseMessage> SendToAsync(string url, params (string Name, string Value)[] more) =>
        _visitor.SendAsync(HttpMethod.Post, url, new FormUrlEncodedContent(
            more.Concat(Fields).Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<HttpResponseMessage> PostAsync(string button = "_save") => SendAsync((button, "1"));

    /// <summary>Sends it and gets it back.</summary>
    public async Task<AdminForm> SendInVainAsync(params (string Name, string Value)[] more) =>
        new(_visitor, _url, await Visitor.ReadAsync(await SendAsync(more), HttpStatusCode.OK));

    /// <summary>Sends it and gets it back with errors.</summary>
    public Task<AdminForm> RefusedAsync(string button = "_save") => SendInVainAsync((button, "1"));

    /// <summary>Sends it and follows to where it leads.</summary>
    public async Task<IHtmlDocument> SavedAsync(string button = "_continue")
    {
        var response = await PostAsync(button);
        if (response.StatusCode == HttpStatusCode.OK)
            Assert.Fail(string.Join("; ",
                new AdminForm(_visitor, _url, await Visitor.ReadAsync(response, HttpStatusCode.OK)).Errors));
        return await _visitor.FollowAsync(response);
    }

    private static bool IsSent(IElement control) => control.GetAttribute("name") is { Length: > 0 }
        && !control.HasAttribute("disabled") && control.Closest("fieldset[disabled]") is null
        && control is not IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false };

    private static string ValueOf(IElement control) => control switch
    {
        IHtmlInputElement { Type: "checkbox", Value: "" } => "on",
        IHtmlInputElement input => input.Value,
        IHtmlSelectElement select => select.Value ?? "",
        IHtmlTextAreaElement text => text.Value,
        _ => "",
    };

    private List<string> ValuesOf(string name) =>
        _fields.TryGetValue(name, out var values) ? values : _fields[name] = [];
}
