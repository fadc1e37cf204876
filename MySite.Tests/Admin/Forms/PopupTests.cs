using System.Net;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Forms;

/// <summary>Adding and changing what a form refers to, in a window of its own.</summary>
public sealed class PopupTests() : SiteTests(DatabaseServer.Sqlite)
{
    private const string Hostile = "</script><img src=x onerror=alert(1)>";
    private const string AddTag = "/admin/polls/tag/add/?_popup=1";
    private Visitor? _boss;

    [Theory]
    [InlineData("add,change,view", "Add another tag", "Change fun")]
    [InlineData("add", "Add another tag")]
    [InlineData("view", "View fun")]
    [InlineData("delete")]
    public async Task Beside_a_field_stands_what_one_may_do_with_what_it_refers_to(string permissions, params string[] links)
    {
        var question = await StoreAsync("fun");
        var clerk = await Site.CreateSignedInVisitorAsync(
            "clerk", isStaff: true, permissions:
            ["polls.change_question", .. permissions.Split(',').Select(permission => $"polls.{permission}_tag")]);

        var page = await clerk.OpenAsync($"/admin/polls/question/{question.Id}/change/");

        var shown = page.QuerySelectorAll(".picker a");
        Assert.Equal(links.Order(), shown.Select(link => link.QuerySelector(".hidden")!.TextContent).Order());
        Assert.All(shown, link => Assert.Equal("_blank", link.GetAttribute("target")));
        foreach (var link in shown)
            await clerk.OpenAsync(link.GetAttribute("href")!);
    }

    [Theory]
    [InlineData("view,change", "add/")]
    [InlineData("add", "{id}/change/")]
    public async Task A_pop_up_asks_for_the_permission_like_any_page(string permissions, string url)
    {
        var tag = (await StoreAsync("fun")).Tags[0];
        var clerk = await Site.CreateSignedInVisitorAsync("clerk", isStaff: true, permissions:
            [.. permissions.Split(',').Select(permission => $"polls.{permission}_tag")]);
        var page = url.Replace("{id}", $"{tag.Id}", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync($"/admin/polls/tag/{page}?_popup=1")).StatusCode);
    }

    [Fact]
    public async Task A_pop_up_has_the_form_alone_and_one_way_to_save()
    {
        var form = await AdminForm.OpenAsync(await BossAsync(), AddTag);

        Assert.Empty(form.Page.QuerySelectorAll("header, nav, footer, .crumbs"));
        Assert.Equal(["Save"], form.Page.QuerySelectorAll("button").Select(button => button.TextContent));
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_the_pop_up()
    {
        await StoreAsync("fun");

        var refused = await (await AdminForm.OpenAsync(await BossAsync(), AddTag)).Set(("Name", "fun")).RefusedAsync();

        Assert.Equal(["Name: There is one with this name already."], refused.Errors);
        Assert.Equal(["Save"], refused.Page.QuerySelectorAll("button").Select(button => button.TextContent));
        Assert.Null(refused.Page.QuerySelector("[data-saved]"));
    }

    [Theory]
    [InlineData("_save")]
    [InlineData("_continue")]
    [InlineData("_addanother")]
    public async Task What_was_added_is_told_as_data_whatever_it_is_called(string button)
    {
        var form = await AdminForm.OpenAsync(await BossAsync(), AddTag);

        var saved = await Visitor.ReadAsync(await form.Set(("Name", Hostile)).PostAsync(button), HttpStatusCode.OK);

        var tag = Assert.Single(await InScopeAsync(db => Task.FromResult(db.Set<Tag>().ToList())));
        var told = saved.QuerySelector("[data-saved]")!;
        Assert.Equal(
            ["added", "polls.tag", $"{tag.Id}", Hostile],
            told.Attributes.Where(part => part.Name.StartsWith("data-", StringComparison.Ordinal)).Select(part => part.Value));
        Assert.Empty(saved.QuerySelectorAll("img, form"));
        Assert.All(saved.QuerySelectorAll("script"), script => Assert.Equal("", script.TextContent));
        Assert.Null((await (await BossAsync()).OpenAsync("/admin/polls/tag/")).QuerySelector("[role=status]"));
    }

    [Fact]
    public async Task What_was_changed_is_told_by_its_new_name()
    {
        var tag = (await StoreAsync("fun")).Tags[0];
        var form = await AdminForm.OpenAsync(await BossAsync(), $"/admin/polls/tag/{tag.Id}/change/?_popup=1");

        var saved = await Visitor.ReadAsync(await form.Set(("Name", "joy")).PostAsync(), HttpStatusCode.OK);

        var told = saved.QuerySelector("[data-saved]")!;
        Assert.Equal(("changed", "joy"), (told.GetAttribute("data-saved"), told.GetAttribute("data-text")));
    }

    private async Task<Visitor> BossAsync() =>
        _boss ??= await Site.CreateSignedInVisitorAsync("boss", isStaff: true, isSuperuser: true);

    private async Task<Question> StoreAsync(string tag)
    {
        var question = new Question("Why?", Now) { Tags = { new(tag) } };
        await SaveAsync(question);
        return question;
    }
}
