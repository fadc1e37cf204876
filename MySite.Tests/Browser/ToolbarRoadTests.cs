using Microsoft.Playwright;
using MySite.Tests.Polls;
using MySite.Tests.Support;
using MySite.Tests.Toolbar;

namespace MySite.Tests.Browser;

/// <summary>The bar as a developer sees it, by mouse and on a phone.</summary>
public sealed class ToolbarRoadTests(Chromium chromium) : PollsTests(DatabaseServer.Sqlite)
{
    private const string Places = """
        [...document.querySelectorAll('body, body *')].filter(e => !e.closest('.tb, body > link')).map(e => {
          const r = e.getBoundingClientRect();
          return `${e.tagName} ${r.x} ${r.y} ${r.width} ${r.height}`;
        }).concat(document.documentElement.scrollHeight).join('\n')
        """;

    // What a reader would miss: texts of the page that the bar lies on.
    private const string Covered = """
        () => {
          const bar = document.querySelector('.tb').getBoundingClientRect(), range = document.createRange(), found = [];
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let text; text = texts.nextNode();) {
            if (!text.data.trim() || text.parentElement.closest('.tb')) continue;
            range.selectNodeContents(text);
            if ([...range.getClientRects()].some(r => r.width > 0 && r.height > 0 && r.bottom > bar.top
                && r.top < bar.bottom && r.right > bar.left && r.left < bar.right)) found.push(text.data.trim());
          }
          return found;
        }
        """;

    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database).WithToolbar();

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task The_page_lies_as_it_would_without_and_the_panels_are_accessible(int width, ColorScheme scheme)
    {
        var page = await chromium.OpenAsStaffAsync(Site, width: width, height: 844, scheme: scheme);
        await CreateQuestionAsync("What's up?", -1);
        var refused = new List<string>();
        page.Console += (_, line) => refused.Add(line.Text);
        await page.GotoAsync("/polls/");
        await Assertions.Expect(page.Locator(".tb")).ToBeVisibleAsync();

        var with = await page.EvaluateAsync<string>(Places);
        await page.LooksRightAsync();
        if (width < 768)
            await page.Locator(".tb-tab > summary").ClickAsync();
        foreach (var panel in new[] { "SQL", "Signals" })
        {
            await page.Locator($".tb-panel[data-panel={panel}] > summary").ClickAsync();
            await Assertions.Expect(page.Locator($".tb-panel[data-panel={panel}] > .tb-body")).ToBeVisibleAsync();
            await page.LooksRightAsync();
            await page.Locator($".tb-panel[data-panel={panel}] > summary").ClickAsync();
        }
        await page.EvaluateAsync("document.querySelectorAll('.tb, body > link').forEach(e => e.remove())");

        Assert.Equal(await page.EvaluateAsync<string>(Places), with);
        Assert.Empty(refused);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(1024)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task At_the_end_of_a_page_none_of_its_text_is_below_the_bar(int width)
    {
        var page = await chromium.OpenAsStaffAsync(Site, width: width, height: 700);
        var question = await CreateQuestionAsync("What's up?", -1, "Not much", "The sky");
        foreach (var url in new[]
        {
            "/polls/", $"/polls/{question.Id}/", "/admin/", "/admin/signals/", "/admin/polls/question/",
            $"/admin/polls/question/{question.Id}/change/", "/nowhere/",
        })
        {
            await page.GotoAsync(url);
            await Assertions.Expect(page.Locator(".tb")).ToBeVisibleAsync();
            await page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");

            Assert.Empty(await page.EvaluateAsync<string[]>(Covered));
        }
        await page.Context.CloseAsync();
    }
}
