using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.Models;
using MySite.Data;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.OwnModel;

/// <summary>A developer adds a model and five lines of declaration, and nothing else.</summary>
public sealed class OwnModelTests() : SiteTests(DatabaseServer.Sqlite)
{
    private const string Books = "/admin/ownmodel/book/";

    [Fact]
    public async Task The_model_has_a_list_a_search_a_filter_a_form_a_history_and_a_deletion()
    {
        await InScopeAsync(db => db.CreateTablesAsync("Books"));
        var boss = await Site.CreateSignedInVisitorAsync("boss", isStaff: true, isSuperuser: true);
        Assert.Contains(
            Books, (await boss.OpenAsync("/admin/")).QuerySelectorAll("main a").Select(link => link.GetAttribute("href")));

        await AddAsync(boss, "Emma");
        await AddAsync(boss, "Dracula", ("IsLent", "true"));
        Assert.Equal(["Dracula", "Emma"], await TitlesAsync(boss, Books));
        Assert.Equal(["Emma"], await TitlesAsync(boss, $"{Books}?q=emm"));
        Assert.Equal(["Dracula"], await TitlesAsync(boss, await FilterAsync(boss, "Yes")));

        var id = await InScopeAsync(db =>
            db.Set<Book>().Where(book => book.Title == "Emma").Select(book => book.Id).SingleAsync(Cancel));
        var emma = $"{Books}{id}/";
        await (await AdminForm.OpenAsync(boss, $"{emma}change/")).Set(("Title", "Persuasion")).SavedAsync("_save");
        Assert.Equal(["Dracula", "Persuasion"], await TitlesAsync(boss, Books));
        var history = (await boss.OpenAsync($"{emma}history/")).QuerySelector("main")!.TextContent;
        Assert.Contains("Emma", history, StringComparison.Ordinal);
        Assert.Contains("Persuasion", history, StringComparison.Ordinal);
        Assert.Contains("boss", history, StringComparison.Ordinal);

        await (await AdminForm.OpenAsync(boss, $"{emma}delete/")).SavedAsync();
        Assert.Equal(["Dracula"], await TitlesAsync(boss, Books));
    }

    protected override SiteFactory CreateSite(TestDatabase database) => new SiteFactory(database).With(services =>
    {
        services.ConfigureDbContext<SqliteSiteDbContext>(options => options
            .ReplaceService<IModelCustomizer, WithBooks>()
            .ConfigureWarnings(warnings => warnings.Ignore(
                RelationalEventId.PendingModelChangesWarning)));
        services.AddModelAdmin<BookAdmin>();
    });

    private static async Task AddAsync(Visitor boss, string title, params (string Name, string Value)[] more)
    {
        var form = await AdminForm.OpenAsync(boss, $"{Books}add/");
        await form.Set([("Title", title), ("Bought.Date", "2026-11-22"), .. more]).SavedAsync();
    }

    private static async Task<string> FilterAsync(Visitor boss, string choice) =>
        (await boss.OpenAsync(Books)).QuerySelectorAll("aside a").Single(link => link.TextContent.Trim() == choice)
            .GetAttribute("href")!;

    private static async Task<IEnumerable<string>> TitlesAsync(Visitor boss, string url) =>
        (await boss.OpenAsync(url)).QuerySelectorAll("main tbody tr a").Select(link => link.TextContent.Trim());
}
