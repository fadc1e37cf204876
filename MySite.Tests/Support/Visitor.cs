using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Mvc.Testing;

namespace MySite.Tests.Support;

/// <summary>A person with a browser: keeps cookies, reads pages, sends forms.</summary>
public sealed class Visitor(HttpClient http)
{
    public Visitor(WebApplicationFactory<Program> site, string baseAddress = "http://localhost")
        : this(site.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri(baseAddress) }))
    {
    }

    public HttpClient Http => http;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<IHtmlDocument> OpenAsync(string url) =>
        await ReadAsync(await GetAsync(url), HttpStatusCode.OK);

    public Task<HttpResponseMessage> GetAsync(string url) => Http.GetAsync(new Uri(url, UriKind.Relative), Cancel);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, HttpContent? content = null) =>
        Http.SendAsync(new HttpRequestMessage(method, url) { Content = content }, Cancel);

    /// <summary>Sends a form with what the page put into it and with what the person adds.</summary>
    public Task<HttpResponseMessage> SubmitAsync(IHtmlFormElement form, params (string Name, string Value)[] typed)
    {
        // What is typed goes first, as a checkbox goes before the hidden field that stands for its absence.
        var hidden = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(i => (i.Name!, i.Value));
        var fields = typed.Concat(hidden).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        return SendAsync(HttpMethod.Post, form.GetAttribute("action")!, new FormUrlEncodedContent(fields));
    }

    public async Task<IHtmlDocument> FollowAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return await OpenAsync(response.Headers.Location!.OriginalString);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var html = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(expected == response.StatusCode, $"{(int)response.StatusCode} instead of {(int)expected}: {html}");
        var context = BrowsingContext.New(Configuration.Default);
        return (IHtmlDocument)await context.OpenAsync(page => page.Content(html), Cancel);
    }
}
