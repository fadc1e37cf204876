using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.History;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Library;

/// <summary>Columns that are edited in the list.</summary>
public abstract class VolumeEditTests(DatabaseServer server) : LibrarySite(server)
{
    [Fact]
    public async Task What_was_edited_is_saved_with_a_history_and_the_list_stays_as_it_was()
    {
        var form = await OpenAsync("?q=m&o=1");
        Assert.Equal(["Emma", "Middlemarch"], First(form.Page));
        await SaveAsync(new Shelf { Name = "South" });
        var south = await InScopeAsync(db => db.Set<Shelf>().SingleAsync(shelf => shelf.Name == "South", Cancel));

        var response = await form.Set(
            ("row-0-Code", "E-1"), ("row-0-Genre", "Poetry"), ("row-0-IsLent", "true"), ("row-0-Shelf", $"{south.Id}"),
            ("row-1-Copies", "7")).PostAsync();

        Assert.Equal($"{Stock}?q=m&o=1", response.Headers.Location?.OriginalString);
        var page = await (await LogInAsync("vera", permissions: "library.view_stock")).OpenAsync(Stock);
        Assert.Equal(
            ["Dracula #0 Novel –No 3 North", "Emma E-1 Poetry ✓Yes 3 South", "Middlemarch #2 Novel –No 7 North"],
            Texts(page, "tbody tr"));
        var log = await InScopeAsync(db => db.Set<LogEntry>().Where(entry => entry.Action == LogAction.Changed)
            .OrderBy(entry => entry.ObjectText).ToListAsync(Cancel));
        Assert.Equal(["Emma: root", "Middlemarch: root"], log.Select(entry => $"{entry.ObjectText}: {entry.UserName}"));
    }

    [Fact]
    public async Task A_message_says_how_many_were_changed()
    {
        var form = await OpenAsync();

        Assert.Equal("Nothing was changed.", Notice(await form.SavedAsync("_save")));
        Assert.Equal("1 volume was changed.", Notice(await form.Set(("row-0-Copies", "1")).SavedAsync("_save")));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_of_the_page_is_saved()
    {
        var form = await OpenAsync();

        var refused = await form.Set(
            ("row-0-Code", "fine"), ("row-1-Copies", "100"), ("row-1-Code", ""), ("row-2-Genre", "Opera"),
            ("row-2-Copies", "many")).RefusedAsync();

        Assert.Equal("Please correct what is marked below. Nothing is saved yet.", refused.Alert);
        Assert.Equal(
            [
                "row-1-Code: This field is required.", "row-1-Copies: The field Copies must be between 0 and 99.",
                "row-2-Genre: Select one of the choices.", "row-2-Copies: Enter a number that fits.",
            ],
            refused.Errors);
        Assert.Equal(("fine", "100"), (refused["row-0-Code"], refused["row-1-Copies"]));
        Assert.Equal(Stored, await StoredAsync());
        await refused.Set(("row-1-Copies", "5"), ("row-1-Code", "E"), ("row-2-Genre", "Novel"), ("row-2-Copies", "6"))
            .SavedAsync("_save");
        Assert.Equal(["fine 3", "E 5", "#2 6"], await StoredAsync());
    }

    [Fact]
    public async Task A_text_that_is_taken_or_written_twice_is_refused_where_it_is()
    {
        var form = await OpenAsync();

        var refused = await form.Set(("row-0-Code", "#2")).RefusedAsync();
        Assert.Equal(["row-0-Code: There is one with this code already."], refused.Errors);

        refused = await form.Set(("row-0-Code", "new"), ("row-1-Code", "new")).RefusedAsync();
        Assert.Equal(
            ["row-0-Code: Another row has the same code.", "row-1-Code: Another row has the same code."],
            refused.Errors);
        Assert.Equal(Stored, await StoredAsync());
    }

    [Fact]
    public async Task A_save_that_fails_in_the_middle_leaves_nothing_and_keeps_what_was_typed()
    {
        var form = await OpenAsync();
        using var refusal = Site.Services.GetRequiredService<ISignalHub>().On(ModelSignals.PreSave<Volume>()).Call(save =>
        {
            if (save.Entity.Title == "Middlemarch")
                throw new DbUpdateException("Not this one.");
        });

        var refused = await form.Set(("row-0-Copies", "8"), ("row-2-Copies", "9")).RefusedAsync();

        Assert.StartsWith("The database refused this, so nothing is saved.", refused.Alert, StringComparison.Ordinal);
        Assert.Equal(("8", "9"), (refused["row-0-Copies"], refused["row-2-Copies"]));
        Assert.Equal(Stored, await StoredAsync());
    }

    [Fact]
    public async Task Who_may_only_view_sees_text_and_changes_nothing()
    {
        var form = await OpenAsync();
        var viewer = await LogInAsync("vera", permissions: "library.view_stock");

        var page = await viewer.OpenAsync(Stock);
        Assert.Empty(page.QuerySelectorAll("main :is(input, select, button):not([type=hidden], [type=search], .search *)"));
        var sent = new FormUrlEncodedContent([
            new("__RequestVerificationToken", TokenOf(page)),
            new("row-0-key", form["row-0-key"]), new("initial.row-0-Copies", "3"), new("row-0-Copies", "9"),
        ]);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.SendAsync(HttpMethod.Post, Stock, sent)).StatusCode);
        Assert.Equal(Stored, await StoredAsync());
    }

    [Fact]
    public async Task Rows_and_columns_that_the_page_did_not_have_are_ignored()
    {
        var form = await OpenAsync();

        var page = await form.Set(
            ("row-0-Title", "Forged"), ("row-0-Isbn", "Forged"), ("row-0-Id", "99"), ("row-0-delete", "true"),
            ("row-7-key", "999"), ("row-7-Code", "x"), ("row-8-key", "nonsense"), ("row-8-Code", "y"), ("row-9-Code", "z"),
            ("row-10-key", form["row-0-key"]), ("row-10-Code", "twice"), ("row-999999999999-key", "1"), ("row-0-Copies", "4"))
            .SavedAsync("_save");

        Assert.Equal("1 volume was changed.", Notice(page));
        Assert.Equal(["#0 4", "#1 3", "#2 3"], await StoredAsync());
        Assert.Equal(["Dracula", "Emma", "Middlemarch"], First(page));
    }

    [Fact]
    public async Task As_many_rows_are_saved_as_a_page_shows()
    {
        await StoreAsync([.. Enumerable.Range(100, 230).Select(number => new Volume { Title = $"V{number}" })]);
        var form = await AdminForm.OpenAsync(await SuperuserAsync(), Stock);

        Assert.Equal("1 volume was changed.", Notice(await form.Set(("row-229-Copies", "9")).SavedAsync("_save")));
        Assert.Equal("#229 9", (await StoredAsync())[^1]);
    }

    [Fact]
    public async Task A_list_without_such_columns_takes_nothing()
    {
        await StoreAsync(new Volume { Title = "Emma" });
        var visitor = await LogInAsync("rita", permissions: ["library.change_volume", "library.delete_volume"]);
        var page = await visitor.OpenAsync(Volumes);
        var sent = new FormUrlEncodedContent([new("__RequestVerificationToken", TokenOf(page))]);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.SendAsync(HttpMethod.Post, Volumes, sent)).StatusCode);
    }

    private static string TokenOf(IParentNode page) =>
        page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static string[] Stored => ["#0 3", "#1 3", "#2 3"];

    private async Task<AdminForm> OpenAsync(string query = "")
    {
        await StoreAsync(
            new Volume { Title = "Dracula", Copies = 3 }, new Volume { Title = "Emma", Copies = 3 },
            new Volume { Title = "Middlemarch", Copies = 3 });
        return await AdminForm.OpenAsync(await SuperuserAsync(), Stock + query);
    }

    private Task<List<string>> StoredAsync() => InScopeAsync(db =>
        db.Set<Volume>().OrderBy(volume => volume.Title).Select(volume => $"{volume.Code} {volume.Copies}").ToListAsync(Cancel));
}

public sealed class VolumeEditTestsOnSqlite() : VolumeEditTests(DatabaseServer.Sqlite);

public sealed class VolumeEditTestsOnPostgreSql() : VolumeEditTests(DatabaseServer.PostgreSql);
