using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using MySite.Tests.Admin.Library;
using MySite.Tests.Support;

namespace MySite.Tests.Browser;

/// <summary>References and slugs in the form of a model of the tests' own.</summary>
public sealed class AdminReferenceTests(Chromium chromium) : SiteTests(DatabaseServer.Sqlite)
{
    [Theory]
    [InlineData(1280, 900, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task Writers_are_looked_up_added_and_renamed_from_the_form_of_a_novel(int width, int height, ColorScheme scheme)
    {
        var page = await OpenAsync(width, height, scheme);
        var editor = Place(page, "Editor");

        var popup = await page.RunAndWaitForPopupAsync(() => editor.GetByText("Look up").ClickAsync());
        await popup.LooksRightAsync();
        await popup.GetByRole(AriaRole.Button, new() { Name = "Select Stoker" }).ClickToCloseAsync();
        await Assertions.Expect(page.Locator("#Editor")).ToHaveValueAsync("2");
        await Assertions.Expect(editor.Locator("[data-chosen]")).ToHaveTextAsync("Stoker");

        popup = await page.RunAndWaitForPopupAsync(() => editor.GetByTitle("Add another writer").ClickAsync());
        await SaveAsync(popup, "Shelley");
        await Assertions.Expect(page.Locator("#Editor")).ToHaveValueAsync("3");
        await Assertions.Expect(editor.Locator("[data-chosen]")).ToHaveTextAsync("Shelley");
        await page.Locator("#Author").SelectOptionAsync("Shelley");
        popup = await page.RunAndWaitForPopupAsync(() => Place(page, "Author").GetByText("Change selected writer").ClickAsync());
        await SaveAsync(popup, "Mary Shelley");
        await Assertions.Expect(page.Locator("#Author option:checked")).ToHaveTextAsync("Mary Shelley");
        await Assertions.Expect(editor.Locator("[data-chosen]")).ToHaveTextAsync("Mary Shelley");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add another edition" }).ClickAsync();
        await page.Locator("[name='Editions-3-Foreword']").SelectOptionAsync("Mary Shelley");
        await page.Locator("[name='Editions-3-Year']").FillAsync("1831");
        await page.LooksRightAsync();

        await page.GetByLabel("Title").FillAsync("Frankenstein");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".note")).ToContainTextAsync("was added successfully.");
        var novel = await InScopeAsync(db => db.Set<Novel>().Include(each => each.Author).Include(each => each.Editor)
            .Include(each => each.Editions).ThenInclude(edition => edition.Foreword).SingleAsync(Cancel));
        Assert.Equal(
            ["frankenstein", "Mary Shelley", "Mary Shelley", "Mary Shelley"],
            [novel.Slug, novel.Author?.Name, novel.Editor?.Name, Assert.Single(novel.Editions).Foreword?.Name]);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("What's up, Döner & Straße?", "whats-up-doner-stras")]
    [InlineData("  --Ærø_by   night--  ", "aero-by-night")]
    [InlineData("Ελλάδα", "")]
    [InlineData("a very long title of it", "a-very-long-title-of")]
    [InlineData("nineteen letters it is", "nineteen-letters-it")]
    public async Task A_slug_follows_the_title_in_plain_letters_and_no_longer_than_its_field(string title, string slug)
    {
        var page = await OpenAsync();

        await page.GetByLabel("Title").PressSequentiallyAsync(title);

        await Assertions.Expect(page.GetByLabel("Slug")).ToHaveValueAsync(slug);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_slug_that_somebody_wrote_or_that_is_stored_stays()
    {
        var page = await OpenAsync();
        await page.GetByLabel("Title").FillAsync("Emma");
        await page.GetByLabel("Slug").FillAsync("emma-1815");
        await page.GetByLabel("Title").FillAsync("Emma, a novel");
        await Assertions.Expect(page.GetByLabel("Slug")).ToHaveValueAsync("emma-1815");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save and continue editing" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note")).ToContainTextAsync("was added successfully.");
        await page.GetByLabel("Title").FillAsync("Persuasion");

        await Assertions.Expect(page.GetByLabel("Slug")).ToHaveValueAsync("emma-1815");
        await page.Context.CloseAsync();
    }

    protected override SiteFactory CreateSite(TestDatabase database) => WithLibrary.Add(base.CreateSite(database));

    private static ILocator Place(IPage page, string field) =>
        page.Locator(".related").Filter(new() { Has = page.Locator($"#{field}") });

    private static async Task SaveAsync(IPage popup, string name)
    {
        await popup.GetByLabel("Name").FillAsync(name);
        await popup.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickToCloseAsync();
    }

    private async Task<IPage> OpenAsync(int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await chromium.OpenAsStaffAsync(Site, width: width, height: height, scheme: scheme);
        await InScopeAsync(WithLibrary.CreateTablesAsync);
        await SaveAsync(new Writer("Austen"));
        await SaveAsync(new Writer("Stoker"));
        await page.GotoAsync("/admin/library/novel/add/");
        return page;
    }
}
