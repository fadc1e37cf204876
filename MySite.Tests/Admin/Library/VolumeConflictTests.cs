using Microsoft.EntityFrameworkCore;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Library;

/// <summary>Two people have the same list open.</summary>
public abstract class VolumeConflictTests(DatabaseServer server) : LibrarySite(server)
{
    [Fact]
    public async Task Changes_of_different_rows_and_fields_go_together()
    {
        var (adas, bobs) = await OpenTwiceAsync();
        await adas.Set(("row-0-Code", "A"), ("row-1-Copies", "5")).SavedAsync("_save");

        await bobs.Set(("row-0-Copies", "7"), ("row-1-Code", "B")).SavedAsync("_save");

        Assert.Equal(["A 7", "B 5"], await StoredAsync());
    }

    [Fact]
    public async Task Who_saves_second_is_shown_both_values_and_only_a_second_save_replaces_the_other()
    {
        var (adas, bobs) = await OpenTwiceAsync();
        await adas.Set(("row-0-Code", "A")).SavedAsync("_save");

        var refused = await bobs.Set(("row-0-Code", "B"), ("row-1-Copies", "5")).RefusedAsync();

        Assert.StartsWith("Somebody else changed this while the page was open.", refused.Alert, StringComparison.Ordinal);
        Assert.Equal("Stored meanwhile: A", Text(refused.Page.QuerySelector(".theirs")));
        Assert.Equal(("B", "5"), (refused["row-0-Code"], refused["row-1-Copies"]));
        Assert.Equal(["A 3", "#1 3"], await StoredAsync());
        await refused.SavedAsync("_save");
        Assert.Equal(["B 3", "#1 5"], await StoredAsync());
    }

    [Fact]
    public async Task A_row_that_no_longer_matches_is_shown_as_long_as_it_has_to_be_looked_at()
    {
        var (adas, bobs) = await OpenTwiceAsync("?is_lent=no");
        await adas.Set(("row-0-IsLent", "true"), ("row-0-Copies", "1")).SavedAsync("_save");

        var refused = await bobs.Set(("row-0-Copies", "2")).RefusedAsync();

        Assert.Equal(["Dracula", "Emma"], First(refused.Page));
        await refused.SavedAsync("_save");
        Assert.Equal(["#0 2", "#1 3"], await StoredAsync());
    }

    [Fact]
    public async Task What_was_written_into_a_row_that_is_gone_is_told_and_the_rest_is_saved_the_second_time()
    {
        var (_, bobs) = await OpenTwiceAsync();
        await InScopeAsync(db => db.Set<Volume>().Where(volume => volume.Title == "Dracula").ExecuteDeleteAsync(Cancel));

        var refused = await bobs.Set(("row-0-Code", "lost"), ("row-1-Copies", "4")).RefusedAsync();

        Assert.Equal(
            "One volume was deleted while the page was open. You wrote Code: “lost”. Nothing is saved yet: save again to save "
            + "the rest.",
            refused.Alert);
        Assert.Equal(["#1 3"], await StoredAsync());
        await refused.SavedAsync("_save");
        Assert.Equal(["#1 4"], await StoredAsync());
    }

    [Fact]
    public async Task A_row_that_is_gone_and_was_not_edited_is_no_matter()
    {
        var (_, bobs) = await OpenTwiceAsync();
        await InScopeAsync(db => db.Set<Volume>().Where(volume => volume.Title == "Dracula").ExecuteDeleteAsync(Cancel));

        await bobs.Set(("row-1-Copies", "4")).SavedAsync("_save");

        Assert.Equal(["#1 4"], await StoredAsync());
    }

    [Fact]
    public async Task The_same_form_sent_twice_at_the_same_moment_changes_it_once()
    {
        var (_, form) = await OpenTwiceAsync();
        form.Set(("row-0-Copies", "9"));

        await Task.WhenAll(form.PostAsync(), form.PostAsync());

        Assert.Equal(["#0 9", "#1 3"], await StoredAsync());
    }

    private async Task<(AdminForm Adas, AdminForm Bobs)> OpenTwiceAsync(string query = "")
    {
        await StoreAsync(new Volume { Title = "Dracula", Copies = 3 }, new Volume { Title = "Emma", Copies = 3 });
        return (
            await AdminForm.OpenAsync(await LogInAsync("ada", permissions: "library.change_stock"), Stock + query),
            await AdminForm.OpenAsync(await LogInAsync("bob", permissions: "library.change_stock"), Stock + query));
    }

    private Task<List<string>> StoredAsync() => InScopeAsync(db =>
        db.Set<Volume>().OrderBy(volume => volume.Title).Select(volume => $"{volume.Code} {volume.Copies}").ToListAsync(Cancel));
}

public sealed class VolumeConflictTestsOnSqlite() : VolumeConflictTests(DatabaseServer.Sqlite);

public sealed class VolumeConflictTestsOnPostgreSql() : VolumeConflictTests(DatabaseServer.PostgreSql);
