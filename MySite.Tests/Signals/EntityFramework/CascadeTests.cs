using Microsoft.EntityFrameworkCore;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>What goes along with a deletion: in which order it is announced, and what it comes from.</summary>
public abstract class CascadeTests(DatabaseServer server) : ModelSignalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task T37_Two_children_go_before_their_parent_and_come_from_it()
    {
        await using var library = await Library.OpenAsync(server);
        var author = await library.StoreAsync(
            new Author { Name = "Ann", Articles = { new Article { Title = "1" }, new Article { Title = "2" } } });
        Note(library);
        library.Context.Remove(author);

        await library.SaveAsync();

        var (first, second) = Keys(author.Articles);
        Assert.Equal(
            [
                $"pre Article {first} by Ann", $"pre Article {second} by Ann", $"pre Author {author.Id} by Ann",
                $"post Article {second} by Ann", $"post Article {first} by Ann", $"post Author {author.Id} by Ann",
            ],
            library.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task T53_A_deep_cascade_goes_from_the_grandchildren_up(bool tracked)
    {
        await using var library = await OpenAsync();
        var author = await library.StoreAsync(new Author
        {
            Name = "Ann",
            Articles =
            {
                new Article { Title = "1" }, new Column { Title = "2" }, new Article { Title = "3" }, new Column { Title = "4" },
            },
        });
        var comments = new List<int>();
        foreach (var article in author.Articles)
            comments.Add((await library.StoreAsync(new Comment { ArticleId = article.Id })).Id);
        if (!tracked)
            author = await ForgetAsync(library);
        Note(library);
        library.Context.Remove(author);

        await library.SaveAsync();

        var calls = library.Calls.Select(call => call.Replace(" by Ann", "", StringComparison.Ordinal)).ToArray();
        Assert.All(library.Calls, call => Assert.EndsWith(" by Ann", call, StringComparison.Ordinal));
        Assert.Equal(
            [
                .. comments.Order().Select(id => $"pre Comment {id}"),
                .. author.Articles.OfType<Column>().Select(row => row.Id).Order().Select(id => $"pre Column {id}"),
                .. author.Articles.Where(row => row is not Column).Select(row => row.Id).Order()
                    .Select(id => $"pre Article {id}"),
                $"pre Author {author.Id}",
            ],
            calls[..9]);
        Assert.Equal(
            [
                .. comments.OrderDescending().Select(id => $"post Comment {id}"),
                .. author.Articles.OfType<Column>().Select(row => row.Id).OrderDescending().Select(id => $"post Column {id}"),
                .. author.Articles.Where(row => row is not Column).Select(row => row.Id).OrderDescending()
                    .Select(id => $"post Article {id}"),
                $"post Author {author.Id}",
            ],
            calls[9..]);
    }

    [Fact]
    public async Task B26_Every_announcement_precedes_the_first_statement_and_deletions_precede_saves()
    {
        await using var library = await Library.OpenAsync(server);
        var author = await library.StoreAsync(new Author { Name = "Ann", Articles = { new Article { Title = "1" } } });
        Note(library);
        library.Hub.On(ModelSignals.PreSave<Tag>()).Call(_ => library.Calls.Add("pre Tag"));
        library.Hub.On(ModelSignals.PostSave<Tag>()).Call(_ => library.Calls.Add("post Tag"));
        library.Hub.On(ModelSignals.PreSave<Tag>()).Call(async (_, _) =>
            library.Calls.Add($"{await library.ReadAsync(context => context.Articles.CountAsync(Cancel))} left"));
        library.Context.Add(new Tag { Name = "t" });
        library.Context.Remove(author);

        await library.SaveAsync();

        Assert.Equal(
            ["pre Article", "pre Author", "pre Tag", "1 left", "post Article", "post Author", "post Tag"],
            library.Calls.Select(call => string.Join(' ', call.Split(' ')[..2])));
    }

    [Fact]
    public async Task E24_Dependents_that_are_not_tracked_are_loaded_on_request_and_announced()
    {
        await using var library = await OpenAsync();
        await library.StoreAsync(
            new Author { Name = "Ann", Articles = { new Article { Title = "1" }, new Column { Title = "2" } } });
        var author = await ForgetAsync(library);
        Note(library);
        library.Context.Remove(author);

        await library.SaveAsync();

        Assert.Equal(6, library.Calls.Count());
        Assert.All(library.Calls, call => Assert.EndsWith("by Ann", call, StringComparison.Ordinal));
        Assert.Equal(0, await library.ReadAsync(context => context.Articles.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_synchronous_deletion_loads_them_too()
    {
        await using var library = await OpenAsync();
        await library.StoreAsync(new Author { Name = "Ann", Articles = { new Article { Title = "1" } } });
        var author = await ForgetAsync(library);
        Note(library);
        library.Context.Remove(author);

        library.Context.SaveChanges();

        Assert.Equal(4, library.Calls.Count());
    }

    [Fact]
    public async Task Grandchildren_are_found_through_children_that_nobody_listens_to_and_past_filters()
    {
        await using var library = await OpenAsync();
        var author = await library.StoreAsync(new Author { Name = "Ann", Articles = { new Article { Title = "1" } } });
        await library.StoreAsync(new Comment { ArticleId = author.Articles[0].Id, Hidden = true });
        library.Context.Remove(await ForgetAsync(library));
        var heard = library.Hear(ModelSignals.PreDelete<Comment>());

        await library.SaveAsync();

        Assert.Equal("Ann", ((Author)Assert.Single(heard).Origin).Name);
    }

    [Fact]
    public async Task Dependents_by_a_key_of_two_parts_are_found_too()
    {
        await using var library = await OpenAsync();
        var oslo = await library.StoreAsync(new Place { Country = "NO", City = "Oslo" });
        await library.StoreAsync(new Place { Country = "NO", City = "Bergen" });
        foreach (var city in new[] { "Oslo", "Bergen", "Oslo" })
            await library.StoreAsync(new Street { Country = "NO", City = city });
        library.Context.ChangeTracker.Clear();
        var heard = library.Hear(ModelSignals.PreDelete<Street>());
        library.Context.RemoveRange(oslo);

        await library.SaveAsync();

        Assert.Equal(["Oslo", "Oslo"], heard.Select(delete => delete.Entity.City));
        Assert.All(heard, delete => Assert.Same(oslo, delete.Origin));
        Assert.Equal(1, await library.ReadAsync(context => context.Set<Street>().CountAsync(Cancel)));
        Assert.Empty(library.Context.Set<Street>().Local);
    }

    [Fact]
    public async Task Many_are_found_in_few_queries()
    {
        var commands = new CountedCommands();
        await using var library = await OpenAsync(commands);
        for (var i = 0; i < 250; i++)
            library.Context.Add(new Author { Name = $"{i}", Articles = { new Article { Title = "1" } } });
        await library.SaveAsync();
        library.Context.ChangeTracker.Clear();
        library.Context.RemoveRange(await library.Context.Authors.ToListAsync(Cancel));
        var heard = library.Hear(ModelSignals.PreDelete<Article>());
        commands.Texts.Clear();

        await library.SaveAsync();

        Assert.Equal(250, heard.Count);
        Assert.Equal(3, commands.Queries.Count());
    }

    [Fact]
    public async Task Nothing_is_loaded_when_nobody_listens_to_what_would_be_loaded()
    {
        var commands = new CountedCommands();
        await using var library = await OpenAsync(commands);
        await library.StoreAsync(new Author { Name = "Ann", Articles = { new Article { Title = "1" } } });
        library.Context.Remove(await ForgetAsync(library));
        library.Hear(ModelSignals.PreDelete<Author>());
        library.Hear(ModelSignals.PreDelete<Tag>());
        library.Hear(ModelSignals.PostSave<Article>());
        commands.Texts.Clear();

        await library.SaveAsync();

        Assert.Empty(commands.Queries);
        Assert.NotEmpty(commands.Texts);
    }

    [Fact]
    public async Task A_dependent_that_has_been_given_to_another_stays()
    {
        await using var library = await OpenAsync();
        var bob = await library.StoreAsync(new Author { Name = "Bob" });
        var ann = await library.StoreAsync(new Author { Name = "Ann", Articles = { new Article { Title = "1" } } });
        library.Context.ChangeTracker.Clear();
        var article = await library.Context.Articles.SingleAsync(Cancel);
        article.AuthorId = bob.Id;
        library.Context.Remove(await library.Context.Authors.SingleAsync(author => author.Id == ann.Id, Cancel));
        var heard = library.Hear(ModelSignals.PreDelete<Article>());

        await library.SaveAsync();

        Assert.Empty(heard);
        Assert.Equal(bob.Id, (await library.ReadAsync(context => context.Articles.SingleAsync(Cancel))).AuthorId);
    }

    [Fact]
    public async Task A_receiver_that_refuses_keeps_the_dependents_that_were_loaded()
    {
        await using var library = await OpenAsync();
        await library.StoreAsync(new Author { Name = "Ann", Articles = { new Article { Title = "1" } } });
        library.Context.Remove(await ForgetAsync(library));
        library.Hub.On(ModelSignals.PreDelete<Article>()).Call(_ => throw new InvalidOperationException("keep it"));

        await Assert.ThrowsAsync<InvalidOperationException>(library.SaveAsync);

        Assert.Equal(1, await library.ReadAsync(context => context.Articles.CountAsync(Cancel)));
    }

    private Task<Library> OpenAsync(CountedCommands? commands = null) => Library.OpenAsync(server, new LibrarySetup
    {
        Signals = signals => signals.LoadsDependents = true,
        BeforeSignals = options => _ = commands is null ? options : options.AddInterceptors(commands),
    });

    private static async Task<Author> ForgetAsync(Library library)
    {
        library.Context.ChangeTracker.Clear();
        return await library.Context.Authors.SingleAsync(Cancel);
    }

    private static void Note(Library library)
    {
        library.Hub.On(ModelSignals.PreDelete<object>()).IncludingDerived()
            .Call(delete => library.Calls.Add($"pre {Name(delete.Entity)} by {((Author)delete.Origin).Name}"));
        library.Hub.On(ModelSignals.PostDelete<object>()).IncludingDerived()
            .Call(delete => library.Calls.Add($"post {Name(delete.Entity)} by {((Author)delete.Origin).Name}"));
    }

    private static string Name(object entity) =>
        $"{entity.GetType().Name} {entity.GetType().GetProperty("Id")!.GetValue(entity)}";

    private static (int First, int Second) Keys(IEnumerable<Article> articles) =>
        articles.Select(article => article.Id).Order().ToArray() is [var first, var second] ? (first, second) : default;
}

public sealed class CascadeTestsOnSqlite() : CascadeTests(DatabaseServer.Sqlite);

public sealed class CascadeTestsOnPostgreSql() : CascadeTests(DatabaseServer.PostgreSql);
