using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Browser;

/// <summary>What a form refers to is added and changed without leaving the form.</summary>
public sealed class AdminPopupTests(Chromium chromium) : SiteTests(DatabaseServer.Sqlite)
{
    private const string Hostile = "</script><img src=x onerror=alert(1)>";

    [Theory]
    [InlineData(1280, 900, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task A_tag_is_added_changed_and_saved_with_the_question_that_it_was_added_for(
        int width, int height, ColorScheme scheme)
    {
        var page = await chromium.OpenAsStaffAsync(Site, width: width, height: height, scheme: scheme);
        var question = new Question("Why?", Now) { Tags = { new("fun") } };
        await SaveAsync(question);
        await page.GotoAsync($"/admin/polls/question/{question.Id}/change/");
        await page.Locator("main summary", new() { HasText = "Tags" }).ClickAsync();
        await page.LooksRightAsync();

        var popup = await page.RunAndWaitForPopupAsync(() => LinkAsync(page, "Add another tag"));
        await popup.GetByLabel("Name").FillAsync("fun");
        await popup.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(popup.Locator(".err")).ToHaveTextAsync("There is one with this name already.");
        await popup.LooksRightAsync();
        await SaveAsync(popup, Hostile);
        await Assertions.Expect(page.GetByLabel(Hostile)).ToBeCheckedAsync();

        popup = await page.RunAndWaitForPopupAsync(() => LinkAsync(page, $"Change {Hostile}"));
        await SaveAsync(popup, "second");
        await Assertions.Expect(page.GetByLabel("second")).ToBeCheckedAsync();
        popup = await page.RunAndWaitForPopupAsync(() => LinkAsync(page, "Change fun"));
        await SaveAsync(popup, "first");
        await Assertions.Expect(page.GetByLabel("first")).ToBeCheckedAsync();
        Assert.Equal(0, await page.Locator("main img, main script").CountAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("was changed successfully.");
        Assert.Equal(["first", "second"], await InScopeAsync(db => db.Set<Question>().SelectMany(each => each.Tags)
            .Select(tag => tag.Name).Order().ToListAsync(Cancel)));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Nobody_but_the_pop_up_puts_anything_in()
    {
        var page = await chromium.OpenAsStaffAsync(Site);
        await page.GotoAsync("/admin/polls/question/add/");

        await page.EvaluateAsync(
            "() => window.postMessage({ saved: 'added', model: 'polls.tag', key: '7', text: 'seven' }, location.origin)");
        await page.EvaluateAsync("() => new Promise(done => setTimeout(done, 200))");

        Assert.Equal(0, await page.Locator(".picker-option").CountAsync());
        await page.Context.CloseAsync();
    }

    private static Task LinkAsync(IPage page, string name) =>
        page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();

    private static async Task SaveAsync(IPage popup, string name)
    {
        await popup.GetByLabel("Name").FillAsync(name);
        var closed = new TaskCompletionSource();
        popup.Close += (_, _) => closed.TrySetResult();
        await popup.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickToCloseAsync();
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(15), Cancel);
    }
}
