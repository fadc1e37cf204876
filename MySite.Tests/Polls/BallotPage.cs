using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using MySite.Tests.Support;

namespace MySite.Tests.Polls;

/// <summary>The form to vote with.</summary>
internal sealed class BallotPage
{
    private readonly Visitor _visitor;

    public BallotPage(Visitor visitor, IHtmlDocument page)
    {
        _visitor = visitor;
        Form = Assert.Single(page.QuerySelectorAll<IHtmlFormElement>("main form"));
        Question = Form.QuerySelector("fieldset > legend > h1")!.TextContent;
        Radios = Form.QuerySelectorAll<IHtmlInputElement>("input[type=radio][name=choice]").ToList();
        Error = page.QuerySelector("[role=alert]")?.TextContent;
        ResultsLink = page.QuerySelector<IHtmlAnchorElement>("main .actions a")!.GetAttribute("href")!;
        Assert.Equal("Vote", Assert.Single(Form.QuerySelectorAll("button")).TextContent);
    }

    public IHtmlFormElement Form { get; }

    public string Question { get; }

    public IReadOnlyList<IHtmlInputElement> Radios { get; }

    public string? Error { get; }

    public string ResultsLink { get; }

    public static async Task<BallotPage> OpenAsync(Visitor visitor, int questionId) =>
        new(visitor, await visitor.OpenAsync($"/polls/{questionId}/"));

    public string LabelOf(IHtmlInputElement radio) =>
        Assert.Single(Form.QuerySelectorAll($"label[for={radio.Id}]")).TextContent.Trim();

    public Task<HttpResponseMessage> SendAsync(params string[] choices) =>
        _visitor.SubmitAsync(Form, [.. choices.Select(choice => ("choice", choice))]);

    /// <summary>Sends any body, with the form's token in the header that scripts use.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpContent? body)
    {
        var token = Form.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;
        var address = new Uri(Form.GetAttribute("action")!, UriKind.Relative);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body };
        request.Headers.Add("RequestVerificationToken", token);
        return _visitor.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<ResultsPage> VoteAsync(string choice)
    {
        var response = await SendAsync(Radios.Single(radio => LabelOf(radio) == choice).Value);
        return new ResultsPage(await _visitor.FollowAsync(response));
    }

    public async Task<BallotPage> VoteInVainAsync(params string[] choices) =>
        new(_visitor, await Visitor.ReadAsync(await SendAsync(choices), HttpStatusCode.OK));
}
