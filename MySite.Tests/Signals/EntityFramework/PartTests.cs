using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Owned entities and complex values are part of the entity that holds them.</summary>
public sealed class PartTests : ModelSignalTests
{
    [Fact]
    public async Task E22_A_change_of_an_owned_entity_is_announced_as_its_owners()
    {
        await using var library = await OpenAsync();
        var author = await StoreAuthorAsync(library);
        var before = library.Hear(ModelSignals.PreSave<Author>());
        var after = library.Hear(ModelSignals.PostSave<Author>());
        author.Address!.City = "Rome";

        await library.SaveAsync();

        Assert.Equal([new("Address.City", "Oslo", "Rome")], Assert.Single(before).Changes);
        Assert.Equal([new("Address.City", "Oslo", "Rome")], Assert.Single(after).Changes);
        Assert.Equal(["Address.City"], Assert.Single(after).UpdateFields!);
        Assert.False(Assert.Single(after).Created);
    }

    [Fact]
    public async Task E22_A_change_deep_inside_has_its_whole_path()
    {
        await using var library = await OpenAsync();
        var author = await StoreAuthorAsync(library);
        author.Address!.Position!.Latitude = 41;

        Assert.Equal([new("Address.Position.Latitude", 59, 41)], (await SaveAndHearAsync(library)).Changes);
    }

    [Fact]
    public async Task Changes_of_the_owner_and_of_its_parts_are_one_announcement()
    {
        await using var library = await OpenAsync();
        var author = await StoreAuthorAsync(library);
        author.Name = "Anna";
        author.Address!.City = "Rome";
        author.Taste.Color = "red";

        var changes = (await SaveAndHearAsync(library)).Changes;

        Assert.Equal(
            [new("Address.City", "Oslo", "Rome"), new("Name", "Ann", "Anna"), new("Taste.Color", "grey", "red")],
            changes.OrderBy(change => change.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_owned_entity_that_is_taken_away_is_a_change_of_its_owner()
    {
        await using var library = await OpenAsync();
        var author = await StoreAuthorAsync(library);
        author.Address = null;

        var save = await SaveAndHearAsync(library);

        Assert.Equal(
            [new("Address.City", "Oslo", null), new("Address.Position.Latitude", 59, null)],
            save.Changes.OrderBy(change => change.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_owned_entity_that_is_new_is_a_change_of_its_owner()
    {
        await using var library = await OpenAsync();
        var author = await library.StoreAsync(new Author { Name = "Ann" });
        author.Address = new Address { City = "Rome" };

        Assert.Equal([new("Address.City", null, "Rome")], (await SaveAndHearAsync(library)).Changes);
    }

    [Fact]
    public async Task An_owned_entity_that_is_replaced_tells_old_and_new_values()
    {
        await using var library = await OpenAsync();
        var author = await StoreAuthorAsync(library);
        author.Address = new Address { City = "Rome", Position = new Position { Latitude = 59 } };

        var save = await SaveAndHearAsync(library);

        Assert.Equal([new("Address.City", "Oslo", "Rome")], save.Changes);
        Assert.Equal(["Address.City", "Address.Position.Latitude"], save.UpdateFields!.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Entities_of_an_owned_collection_come_change_and_go_with_their_owner()
    {
        await using var library = await OpenAsync();
        var author = await StoreAuthorAsync(library);
        author.Phones.RemoveAll(phone => phone.Number == "1");
        author.Phones.Single(phone => phone.Number == "2").Number = "22";
        author.Phones.Add(new Phone { Number = "3" });

        var changes = (await SaveAndHearAsync(library)).Changes;

        Assert.Equal(
            [new("Phones.Number", "1", null), new("Phones.Number", "2", "22"), new("Phones.Number", null, "3")],
            changes.OrderBy(change => change.OldValue is null).ThenBy(change => (string?)change.OldValue));
    }

    [Fact]
    public async Task Owned_entities_of_other_owners_are_not_mixed_in()
    {
        await using var library = await OpenAsync();
        var author = await StoreAuthorAsync(library);
        var other = await StoreAuthorAsync(library);
        var after = library.Hear(ModelSignals.PostSave<Author>());
        author.Address!.City = "Rome";
        other.Address!.City = "Bern";

        await library.SaveAsync();

        Assert.Equal(
            [("Rome", author), ("Bern", other)],
            after.OrderBy(save => save.Entity.Id).Select(save => ((string?)Assert.Single(save.Changes).NewValue, save.Entity)));
    }

    [Fact]
    public async Task A_new_owner_is_created_and_a_deleted_one_deleted_whatever_it_owns()
    {
        await using var library = await OpenAsync();
        var after = library.Hear(ModelSignals.PostSave<Author>());
        var deleted = library.Hear(ModelSignals.PostDelete<Author>());
        var author = NewAuthor();
        library.Context.Add(author);
        await library.SaveAsync();
        Assert.True(Assert.Single(after).Created);

        library.Context.Remove(author);
        await library.SaveAsync();

        Assert.Single(deleted);
        Assert.Single(after);
    }

    [Fact]
    public async Task What_a_receiver_changes_in_an_owned_entity_is_told_after_the_save()
    {
        await using var library = await OpenAsync();
        var author = await StoreAuthorAsync(library);
        library.Hub.On(ModelSignals.PreSave<Author>()).Call(save => save.Entity.Address!.City = "Rome");
        author.Name = "Anna";

        var changes = (await SaveAndHearAsync(library)).Changes;

        Assert.Contains(new("Address.City", "Oslo", "Rome"), changes);
    }

    [Fact]
    public async Task E22_A_change_of_a_complex_value_has_its_path()
    {
        await using var library = await OpenAsync();
        var author = await StoreAuthorAsync(library);
        author.Taste.Color = "red";
        author.Taste.Sound.Volume = 11;

        var save = await SaveAndHearAsync(library);

        Assert.Equal([new("Taste.Color", "grey", "red"), new("Taste.Sound.Volume", 0, 11)], save.Changes);
        Assert.Equal(["Taste.Color", "Taste.Sound.Volume"], save.UpdateFields!);
    }

    [Fact]
    public async Task A_complex_value_may_come_and_go()
    {
        await using var library = await OpenAsync();
        var author = await StoreAuthorAsync(library);
        author.Distaste = new Taste { Color = "pink" };
        Assert.Contains(new("Distaste.Color", null, "pink"), (await SaveAndHearAsync(library)).Changes);

        author.Distaste = null;
        Assert.Contains(new("Distaste.Color", "pink", null), (await SaveAndHearAsync(library)).Changes);
    }

    [Fact]
    public async Task A_complex_collection_is_told_as_one_change()
    {
        await using var library = await OpenAsync();
        var author = await StoreAuthorAsync(library);
        author.Remarks.Add(new Remark { Text = "new" });

        var save = await SaveAndHearAsync(library);

        var change = Assert.Single(save.Changes);
        Assert.Equal("Remarks", change.Name);
        Assert.Equal(["old"], Assert.IsType<IEnumerable<Remark>>(change.OldValue, exactMatch: false).Select(row => row.Text));
        Assert.Same(author.Remarks, change.NewValue);
        Assert.Equal(["Remarks"], save.UpdateFields!);
    }

    private static Task<Library> OpenAsync() => Library.OpenAsync(DatabaseServer.Sqlite);

    private static Task<Author> StoreAuthorAsync(Library library) => library.StoreAsync(NewAuthor());

    private static Author NewAuthor() => new()
    {
        Name = "Ann",
        Address = new Address { City = "Oslo", Position = new Position { Latitude = 59 } },
        Phones = { new Phone { Number = "1" }, new Phone { Number = "2" } },
        Remarks = [new Remark { Text = "old" }],
    };

    private static async Task<PostSave<Author>> SaveAndHearAsync(Library library)
    {
        var after = new List<PostSave<Author>>();
        using (library.Hub.On(ModelSignals.PostSave<Author>()).Call(after.Add))
            await library.SaveAsync();
        return Assert.Single(after);
    }
}
