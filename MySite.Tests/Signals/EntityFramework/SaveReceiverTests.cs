using Microsoft.EntityFrameworkCore;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>What receivers of pre_save may do with the save.</summary>
public abstract class SaveReceiverTests(DatabaseServer server) : ModelSignalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E02_What_a_receiver_changes_before_the_save_is_written_and_told_after_it()
    {
        await using var library = await Library.OpenAsync(server);
        var author = await library.StoreAsync(new Author { Name = "ann" });
        library.Hub.On(ModelSignals.PreSave<Author>()).Call(save => save.Entity.Name = "Ann");
        var after = library.Hear(ModelSignals.PostSave<Author>());
        author.Visits = 1;

        await library.SaveAsync();

        Assert.Equal([new("Name", "ann", "Ann"), new("Visits", 0, 1)], Assert.Single(after).Changes);
        Assert.Equal(["Ann"], await library.NamesAsync());
    }

    [Fact]
    public async Task E02_What_a_receiver_adds_before_the_save_is_announced_and_saved_too()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PreSave<Author>()).Call(save =>
            save.Entity.Articles.Add(new Article { Title = $"By {save.Entity.Name}" }));
        var before = library.Hear(ModelSignals.PreSave<Article>());
        var after = library.Hear(ModelSignals.PostSave<Article>());
        library.Context.Add(new Author { Name = "Ann" });

        await library.SaveAsync();

        Assert.Equal("By Ann", Assert.Single(before).Entity.Title);
        Assert.Equal("By Ann", Assert.Single(after).Entity.Title);
        Assert.Equal(1, await library.ReadAsync(context => context.Articles.CountAsync(Cancel)));
    }

    [Fact]
    public async Task E02_Receivers_that_never_stop_adding_are_an_error_before_anything_is_written()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PreSave<Author>()).Call(save => save.Context.Add(new Author { Name = "more" }));
        library.Context.Add(new Author { Name = "first" });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(library.SaveAsync);

        Assert.Contains("kept adding changes to BooksContext", error.Message, StringComparison.Ordinal);
        Assert.Empty(await library.NamesAsync());
    }

    [Fact]
    public async Task An_update_that_a_receiver_turns_into_a_deletion_is_announced_as_one()
    {
        await using var library = await Library.OpenAsync(server);
        var author = await library.StoreAsync(new Author { Name = "Ann" });
        library.Hub.On(ModelSignals.PreSave<Author>()).Call(save => save.Context.Remove(save.Entity));
        var saved = library.Hear(ModelSignals.PostSave<Author>());
        var deleting = library.Hear(ModelSignals.PreDelete<Author>());
        var deleted = library.Hear(ModelSignals.PostDelete<Author>());
        author.Name = "Anna";

        await library.SaveAsync();

        Assert.Empty(saved);
        Assert.Same(author, Assert.Single(deleting).Entity);
        Assert.Same(author, Assert.Single(deleted).Entity);
    }

    [Fact]
    public async Task What_a_receiver_takes_out_of_the_save_is_not_announced_after_it()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PreSave<Author>()).Call(save =>
            save.Context.Entry(save.Entity).State = EntityState.Detached);
        var after = library.Hear(ModelSignals.PostSave<Author>());
        library.Context.Add(new Author { Name = "Ann" });

        await library.SaveAsync();

        Assert.Empty(after);
        Assert.Empty(await library.NamesAsync());
    }

    [Fact]
    public async Task What_a_receiver_takes_out_before_its_turn_is_not_announced_at_all()
    {
        await using var library = await Library.OpenAsync(server);
        var before = new List<Author>();
        library.Hub.On(ModelSignals.PreSave<Author>()).Call(save =>
        {
            before.Add(save.Entity);
            foreach (var other in save.Context.ChangeTracker.Entries<Author>().Where(row => row.Entity != save.Entity))
                other.State = EntityState.Detached;
        });
        library.Context.AddRange(new Author { Name = "Ann" }, new Author { Name = "Bob" });

        await library.SaveAsync();

        Assert.Single(before);
        Assert.Equal([before[0].Name], await library.NamesAsync());
    }
}

public sealed class SaveReceiverTestsOnSqlite() : SaveReceiverTests(DatabaseServer.Sqlite);

public sealed class SaveReceiverTestsOnPostgreSql() : SaveReceiverTests(DatabaseServer.PostgreSql);
