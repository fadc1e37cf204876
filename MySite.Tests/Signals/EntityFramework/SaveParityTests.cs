using Microsoft.EntityFrameworkCore;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Django's cases of saving and deleting, as far as the tests beside this one do not show them.</summary>
public abstract class SaveParityTests(DatabaseServer server) : ModelSignalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task T32_A_key_set_by_hand_is_an_insert_and_cannot_become_another()
    {
        await using var library = await Library.OpenAsync(server);
        var after = library.Hear(ModelSignals.PostSave<Author>());
        var author = new Author { Id = 4711, Name = "Ann" };
        library.Context.Add(author);
        await library.SaveAsync();
        Assert.True(Assert.Single(after).Created);

        author.Id = 4712;
        await Assert.ThrowsAsync<InvalidOperationException>(library.SaveAsync);

        Assert.Single(after);
    }

    [Fact]
    public async Task T33_T51_An_entity_of_which_only_a_part_is_known_is_updated_by_that_part_alone()
    {
        await using var library = await Library.OpenAsync(server);
        var stored = await library.StoreAsync(new Author { Name = "Ann", Visits = 3 });
        library.Context.ChangeTracker.Clear();
        var before = library.Hear(ModelSignals.PreSave<Author>());
        var after = library.Hear(ModelSignals.PostSave<Author>());
        var part = new Author { Id = stored.Id, Name = "" };
        library.Context.Attach(part);
        library.Context.Entry(part).Property(author => author.Visits).CurrentValue = 4;

        await library.SaveAsync();

        Assert.Equal(["Visits"], Assert.Single(before).UpdateFields!);
        Assert.Equal(["Visits"], Assert.Single(after).UpdateFields!);
        Assert.False(after[0].Created);
        Assert.Equal(["Ann"], await library.NamesAsync());
    }

    [Fact]
    public async Task T52_An_update_of_nothing_is_neither_sent_nor_announced()
    {
        var commands = new CountedCommands();
        await using var library = await Library.OpenAsync(
            server, new LibrarySetup { BeforeSignals = options => options.AddInterceptors(commands) });
        var author = await library.StoreAsync(new Author { Name = "Ann" });
        library.Hub.On(ModelSignals.PreSave<object>()).IncludingDerived().Call(_ => library.Calls.Add("pre"));
        library.Hub.On(ModelSignals.PostSave<object>()).IncludingDerived().Call(_ => library.Calls.Add("post"));
        library.Context.Entry(author).Property(row => row.Name).IsModified = true;
        library.Context.Entry(author).Property(row => row.Name).IsModified = false;
        commands.Texts.Clear();

        await library.SaveAsync();

        Assert.Empty(commands.Texts);
        Assert.Empty(library.Calls);
    }

    [Fact]
    public async Task T35_An_object_with_a_method_is_a_receiver()
    {
        await using var library = await Library.OpenAsync(server);
        var list = new NameList();
        library.Hub.On(ModelSignals.PostSave<Author>()).Call(list.Add);
        library.Context.Add(new Author { Name = "Ann" });

        await library.SaveAsync();

        Assert.Equal("Ann", list.Names);
    }

    [Fact]
    public async Task T39_A_receiver_of_the_type_and_one_of_everything_both_hear_one_save()
    {
        await using var library = await Library.OpenAsync(server);
        library.Hub.On(ModelSignals.PostSave<Author>()).Call(_ => library.Calls.Add("author"));
        library.Hub.On(ModelSignals.PostSave<object>()).IncludingDerived().Call(_ => library.Calls.Add("anything"));
        library.Context.Add(new Author { Name = "Ann" });

        await library.SaveAsync();

        Assert.Equal(["author", "anything"], library.Calls);
    }

    [Fact]
    public async Task T41_Two_receivers_that_disconnect_themselves_run_once_more_and_none_is_left()
    {
        await using var library = await Library.OpenAsync(server);
        IDisposable? first = null, second = null;
        first = library.Hub.On(ModelSignals.PostSave<Author>()).Call(_ => Leave("first", first));
        second = library.Hub.On(ModelSignals.PostSave<Author>()).Call(_ => Leave("second", second));
        library.Context.Add(new Author { Name = "Ann" });

        await library.SaveAsync();

        Assert.Equal(["first", "second"], library.Calls);
        Assert.Empty(library.Hub.Connections);

        void Leave(string name, IDisposable? connection)
        {
            library.Calls.Add(name);
            connection!.Dispose();
        }
    }

    [Fact]
    public async Task T43_A_receiver_of_an_entity_type_that_is_disconnected_hears_nothing_more()
    {
        await using var library = await Library.OpenAsync(server);
        ISignalHub hub = library.Hub;
        var connection = hub.On(ModelSignals.PostSave<Author>()).Call(save => library.Calls.Add(save.Entity.Name));
        Assert.True(hub.HasReceivers(ModelSignals.PostSave<Author>(), typeof(Author)));
        connection.Dispose();
        Assert.False(hub.HasReceivers(ModelSignals.PostSave<Author>(), typeof(Author)));
        connection.Dispose();
        library.Context.Add(new Author { Name = "Ann" });

        await library.SaveAsync();

        Assert.Empty(library.Calls);
    }

    [Fact]
    public async Task T55_The_context_names_the_database_that_was_really_written()
    {
        await using var library = await Library.OpenAsync(server);
        await using var other = await Library.OpenAsync(server);
        var saved = library.Hear(ModelSignals.PostSave<Article>());
        var linked = library.Hear(ModelSignals.M2MChanged<Article, Tag>());
        var options = new DbContextOptionsBuilder<BooksContext>().UseModelSignals(library.Services);
        other.Use(options);
        await using var elsewhere = new BooksContext(((DbContextOptionsBuilder<BooksContext>)options).Options);

        foreach (var context in new[] { library.Context, elsewhere })
        {
            context.Add(new Article { Title = "A", Author = new Author { Name = "Ann" }, Tags = { new Tag { Name = "t" } } });
            await context.SaveChangesAsync(Cancel);
        }

        string?[] databases = [Database(library.Context), Database(other.Context)];
        Assert.NotEqual(databases[0], databases[1]);
        Assert.Equal(databases, saved.Select(save => Database(save.Context)));
        Assert.Equal(
            databases,
            linked.Where(change => change.Action == M2MAction.PostAdd).Select(change => Database(change.Context)));

        static string? Database(DbContext context) => context.Database.GetConnectionString();
    }

    [Fact]
    public async Task T54_What_depended_optionally_on_a_deleted_entity_depends_on_nothing_and_the_object_keeps_its_key()
    {
        await using var library = await Library.OpenAsync(server);
        var article = await library.StoreAsync(
            new Article { Title = "A", Author = new Author { Name = "Ann" }, Reviewer = new Author { Name = "Bob" } });
        var (reviewer, key) = (article.Reviewer!, article.ReviewerId);
        library.Context.Remove(reviewer);

        await library.SaveAsync();

        Assert.Null(article.ReviewerId);
        Assert.Null(article.Reviewer);
        Assert.Equal(key, reviewer.Id);
        Assert.Equal(EntityState.Detached, library.Context.Entry(reviewer).State);
    }

    [Fact]
    public async Task E04_One_interceptor_serves_many_contexts_at_once()
    {
        await using var library = await Library.OpenAsync(server);
        await using var scope = library.CreateScope();
        var inner = (BooksContext)scope.ServiceProvider.GetService(typeof(BooksContext))!;
        library.Hub.On(ModelSignals.PreSave<Tag>()).Call(async (_, token) =>
        {
            inner.Add(new Author { Name = "inner" });
            await inner.SaveChangesAsync(token);
        });
        var authors = library.Hear(ModelSignals.PostSave<Author>());
        var tags = library.Hear(ModelSignals.PostSave<Tag>());
        library.Context.AddRange(new Tag { Name = "t" }, new Author { Name = "outer" });

        await library.SaveAsync();

        Assert.Equal([inner, library.Context], authors.Select(save => save.Context));
        Assert.Same(library.Context, Assert.Single(tags).Context);
    }

    [Fact]
    public async Task E29_An_entity_that_lost_a_race_stays_pending_and_is_announced_by_the_save_that_writes_it()
    {
        await using var library = await Library.OpenAsync(server);
        var author = await library.StoreAsync(new Author { Name = "Ann" });
        await library.ReadAsync(context => context.Authors.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Version, 5), Cancel));
        var after = library.Hear(ModelSignals.PostSave<Author>());
        library.Context.Update(author).Entity.Name = "Anna";
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(library.SaveAsync);
        Assert.Equal(EntityState.Modified, library.Context.Entry(author).State);

        library.Context.Entry(author).Property(row => row.Version).OriginalValue = 5;
        library.Context.Add(new Tag { Name = "something else" });
        await library.SaveAsync();

        Assert.Contains(new("Name", "Ann", "Anna"), Assert.Single(after).Changes);
        Assert.Equal(["Anna"], await library.NamesAsync());
    }

    private sealed class NameList
    {
        public string Names { get; private set; } = "";

        public void Add(PostSave<Author> save) => Names += save.Entity.Name;
    }
}

public sealed class SaveParityTestsOnSqlite() : SaveParityTests(DatabaseServer.Sqlite);

public sealed class SaveParityTestsOnPostgreSql() : SaveParityTests(DatabaseServer.PostgreSql);
