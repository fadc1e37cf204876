using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Forms;

/// <summary>A form of the administration as a browser has it: everything in it is sent along.</summary>
internal sealed class FormPage(Visitor visitor, string url, IHtmlDocument page)
{
    private readonly Dictionary<string, List<string>> _fields = Read(page);

    public IHtmlDocument Page => page;

    /// <summary>What is marked, as "field: error".</summary>
    public IEnumerable<string> Errors => page.QuerySelectorAll(".err").Select(error =>
        $"{error.Id?.Replace("-error", "", StringComparison.Ordinal)}: {error.TextContent}");

    public string? Alert => page.QuerySelector("[role=alert]")?.TextContent.Trim();

    public string this[string name]
    {
        get => string.Join(',', _fields.GetValueOrDefault(name, []));
        set => _fields[name] = [value];
    }

    public static async Task<FormPage> OpenAsync(Visitor visitor, string url) => new(visitor, url, await visitor.OpenAsync(url));

    /// <summary>The value behind a check box.</summary>
    public string ValueOf(string label) => page.QuerySelectorAll("label.check")
        .Single(each => each.TextContent.Trim() == label).QuerySelector("input")!.GetAttribute("value")!;

    public FormPage Set(params (string Name, string Value)[] fields)
    {
        foreach (var (name, value) in fields)
            this[name] = value;
        return this;
    }

    public Task<HttpResponseMessage> PostAsync(string button = "_save") => visitor.SendAsync(
        HttpMethod.Post, url, new FormUrlEncodedContent(
            _fields.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value)))
                .Append(KeyValuePair.Create(button, "1"))));

    /// <summary>Sends it and gets it back with errors.</summary>
    public async Task<FormPage> RefusedAsync(string button = "_save") =>
        new(visitor, url, await Visitor.ReadAsync(await PostAsync(button), HttpStatusCode.OK));

    /// <summary>Sends it and follows to where it leads.</summary>
    public async Task<IHtmlDocument> SavedAsync(string button = "_continue")
    {
        var response = await PostAsync(button);
        if (response.StatusCode == HttpStatusCode.OK)
            Assert.Fail(string.Join("; ",
                new FormPage(visitor, url, await Visitor.ReadAsync(response, HttpStatusCode.OK)).Errors));
        return await visitor.FollowAsync(response);
    }

    private static Dictionary<string, List<string>> Read(IHtmlDocument page)
    {
        var fields = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var control in page.QuerySelectorAll("form.object-form :is(input, select, textarea)"))
        {
            if (control is IHtmlInputElement { Type: "checkbox", IsChecked: false }
                || control.GetAttribute("name") is not { Length: > 0 } name)
                continue;
            var value = control switch
            {
                IHtmlInputElement input => input.Value,
                IHtmlSelectElement select => select.Value ?? "",
                IHtmlTextAreaElement text => text.Value,
                _ => "",
            };
            (fields.TryGetValue(name, out var values) ? values : fields[name] = []).Add(value);
        }
        return fields;
    }
}
