using System.Net;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Outbox;

/// <summary>Who may see deliveries, and who may do anything to them.</summary>
public sealed class OutboxPermissionTests() : OutboxSite(DatabaseServer.Sqlite)
{
    private const string Action = $"{Outbox}action/";

    [Theory]
    [InlineData("GET", Outbox)]
    [InlineData("GET", $"{Outbox}{{id}}/")]
    [InlineData("GET", $"{Outbox}7/")]
    [InlineData("POST", Action)]
    [InlineData("GET", $"{Outbox}delivery/")]
    [InlineData("GET", $"{Outbox}delivery/{{id}}/change/")]
    [InlineData("GET", $"{Outbox}delivery/{{id}}/history/")]
    [InlineData("GET", $"{Outbox}delivery/export.csv")]
    [InlineData("GET", $"{Outbox}delivery/deleted/")]
    public async Task Staff_without_the_permission_see_nothing(string method, string url)
    {
        var id = await AddDeadAsync("SendWelcomeMail");
        var visitor = await LogInAsync("bob", permissions: ["polls.view_question", "polls.change_question"]);

        var response = await SendAsync(visitor, method, url.Replace("{id}", $"{id}", StringComparison.Ordinal), id);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.NotNull((await RowAsync(id))!.DeadAt);
    }

    [Fact]
    public async Task Who_may_only_view_is_offered_nothing_and_changes_nothing()
    {
        var id = await AddDeadAsync("SendWelcomeMail");
        var visitor = await LogInAsync("vera", permissions: "outbox.view_delivery");

        Assert.Empty((await visitor.OpenAsync(Outbox)).QuerySelectorAll("main input[type=checkbox], main [name=action]"));
        Assert.Empty((await visitor.OpenAsync($"{Outbox}{id}/")).QuerySelectorAll("main form"));
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(visitor, "POST", Action, id)).StatusCode);
        Assert.NotNull((await RowAsync(id))!.DeadAt);
    }

    [Theory]
    [InlineData("GET", $"{Outbox}delivery/add/")]
    [InlineData("POST", $"{Outbox}delivery/add/")]
    [InlineData("GET", $"{Outbox}delivery/{{id}}/delete/")]
    [InlineData("POST", $"{Outbox}delivery/{{id}}/delete/")]
    public async Task Nobody_adds_or_deletes_them_by_a_form_of_a_model_not_even_a_superuser(string method, string url)
    {
        var id = await AddDeadAsync("SendWelcomeMail");
        var visitor = await SuperuserAsync();

        var response = await SendAsync(visitor, method, url.Replace("{id}", $"{id}", StringComparison.Ordinal), id);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.NotNull(await RowAsync(id));
    }

    [Theory]
    [InlineData($"{Outbox}delivery/{{id}}/change/", HttpStatusCode.MethodNotAllowed)]
    [InlineData($"{Outbox}{{id}}/", HttpStatusCode.MethodNotAllowed)]
    [InlineData(Outbox, HttpStatusCode.MethodNotAllowed)]
    [InlineData($"{Outbox}delivery/", HttpStatusCode.MethodNotAllowed)]
    public async Task No_other_page_takes_a_form(string url, HttpStatusCode expected)
    {
        var id = await AddDeadAsync("SendWelcomeMail");
        var visitor = await SuperuserAsync();

        var response = await SendAsync(visitor, "POST", url.Replace("{id}", $"{id}", StringComparison.Ordinal), id);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("It broke.", (await RowAsync(id))!.Error);
    }

    [Fact]
    public async Task A_form_without_its_token_and_a_link_change_nothing()
    {
        var id = await AddDeadAsync("SendWelcomeMail");
        var visitor = await SuperuserAsync();

        using var form = new FormUrlEncodedContent(
            [new("action", "discard"), new("selected", $"{id}"), new("confirmed", "1")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SendAsync(HttpMethod.Post, Action, form)).StatusCode);
        Assert.Equal(
            HttpStatusCode.MethodNotAllowed,
            (await visitor.GetAsync($"{Action}?action=discard&selected={id}&confirmed=1")).StatusCode);
        Assert.NotNull(await RowAsync(id));
    }

    [Fact]
    public async Task Only_viewing_and_changing_can_be_allowed()
    {
        var page = await (await SuperuserAsync()).OpenAsync("/admin/accounts/group/add/");

        Assert.Equal(
            ["outbox.view_delivery", "outbox.change_delivery"],
            page.QuerySelectorAll("input[type=checkbox]").Select(box => box.GetAttribute("value")!)
                .Where(code => code.StartsWith("outbox.", StringComparison.Ordinal)));
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, string method, string url, Guid id)
    {
        var token = (await visitor.OpenAsync("/polls/")).QuerySelector("[name=__RequestVerificationToken]")!;
        using var form = method == "GET" ? null : new FormUrlEncodedContent(
        [
            new("action", "discard"), new("selected", $"{id}"), new("confirmed", "1"), new("all", "1"), new("Receiver", "Eve"),
            new("Payload", "{}"), new("Error", ""), new("__RequestVerificationToken", token.GetAttribute("value")!),
        ]);
        return await visitor.SendAsync(HttpMethod.Parse(method), url, form);
    }
}
