using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Browser;

/// <summary>The tutorial's parts 2 and 7, by hand.</summary>
public sealed class AdminRoadTests(Chromium chromium) : SiteTests(DatabaseServer.Sqlite)
{
    [Theory]
    [InlineData(1280, 900, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task Staff_add_a_poll_find_it_change_a_choice_read_its_history_and_delete_it(int width, int height,
        ColorScheme scheme)
    {
        var page = await chromium.OpenAsStaffAsync(Site, width: width, height: height, scheme: scheme);
        await SaveAsync(new Question("An older one", Now.AddDays(-40)));

        await page.GotoAsync("/admin/");
        await Assertions.Expect(page).ToHaveTitleAsync("Site administration · Polls administration");
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add question" }).ClickAsync();
        await AddAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Status))
            .ToHaveTextAsync("The question “What's up?” was added successfully.");

        var search = page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" });
        await search.FillAsync("what's");
        await search.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main tbody tr")).ToHaveCountAsync(1);
        await page.GotoAsync("/admin/polls/question/");
        await FilterModelsAsync(page, isFolded: width < 1152);
        await page.GetByRole(AriaRole.Link, new() { Name = "Past 7 days" }).ClickAsync();
        await Assertions.Expect(page.Locator("main tbody tr")).ToHaveCountAsync(1);
        await page.LooksRightAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "What's up?" }).ClickAsync();
        await page.GetByLabel("Choice text 2").FillAsync("The blue sky");
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/admin/polls/question/[?]"));

        await page.GetByRole(AriaRole.Link, new() { Name = "What's up?" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("The blue sky");
        await page.LooksRightAsync();
        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("The blue sky");
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, I’m sure" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status))
            .ToHaveTextAsync("The question “What's up?” was deleted successfully.");
        await page.Context.CloseAsync();
    }

    private static async Task FilterModelsAsync(IPage page, bool isFolded)
    {
        var models = page.GetByRole(AriaRole.Navigation, new() { Name = "Models" });
        if (isFolded)
        {
            await Assertions.Expect(models).ToBeHiddenAsync();
            await page.GetByText("Models", new() { Exact = true }).ClickAsync();
        }
        await Assertions.Expect(models.GetByRole(AriaRole.Link))
            .ToHaveTextAsync(["Groups", "Log-ins", "Users", "Deliveries", "Questions", "Tags"]);
        await page.LooksRightAsync();
        await models.GetByRole(AriaRole.Searchbox).FillAsync("TAG");
        await Assertions.Expect(models.GetByRole(AriaRole.Link)).ToHaveTextAsync("Tags");
        await models.GetByRole(AriaRole.Searchbox).FillAsync("");
        await Assertions.Expect(models.GetByRole(AriaRole.Link)).ToHaveCountAsync(6);
    }

    private static async Task AddAsync(IPage page)
    {
        await page.GetByLabel("Question text").FillAsync("What's up?");
        await page.GetByText("Date information").ClickAsync();
        await page.GetByLabel("Date", new() { Exact = true }).FillAsync("2035-06-14");
        await page.GetByRole(AriaRole.Button, new() { Name = "Now" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Time (UTC)")).Not.ToHaveValueAsync("");
        await page.GetByLabel("Choice text 1").FillAsync("Not much");
        await page.GetByLabel("Choice text 2").FillAsync("The sky");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add another choice" }).ClickAsync();
        await page.Locator("[name='Choices-3-ChoiceText']").FillAsync("Just hacking again");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
    }
}
