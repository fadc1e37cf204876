using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

public sealed class NestedSaveTests : ModelSignalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E05_A_receiver_may_save_again_after_the_save()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PostSave<Author>()).Call(async (save, token) =>
        {
            save.Context.Add(new Tag { Name = save.Entity.Name });
            await save.Context.SaveChangesAsync(token);
        });
        var tags = library.Hear(ModelSignals.PostSave<Tag>());
        var authors = library.Hear(ModelSignals.PostSave<Author>());
        library.Context.AddRange(new Author { Name = "Ann" }, new Author { Name = "Bob" });

        await library.SaveAsync();

        Assert.Equal(["Ann", "Bob"], tags.Select(save => save.Entity.Name).Order());
        Assert.Equal(["Ann", "Bob"], authors.Select(save => save.Entity.Name).Order());
        Assert.Equal(2, await library.ReadAsync(context => context.Tags.CountAsync(Cancel)));
    }

    [Fact]
    public async Task E05_A_receiver_may_save_its_own_entity_again()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PostSave<Author>()).Call(async (save, token) =>
        {
            library.Calls.Add($"{save.Created} {save.Entity.Visits}");
            if (save.Created)
            {
                save.Entity.Visits++;
                await save.Context.SaveChangesAsync(token);
            }
        });
        library.Context.Add(new Author { Name = "Ann" });

        await library.SaveAsync();

        Assert.Equal(["True 0", "False 1"], library.Calls);
    }

    [Fact]
    public async Task E05_Receivers_that_save_without_end_are_an_error_in_the_log()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PostSave<Author>()).Call(async (save, token) =>
        {
            save.Entity.Visits++;
            await save.Context.SaveChangesAsync(token);
        });
        library.Context.Add(new Author { Name = "Ann" });

        await library.SaveAsync();

        Assert.Contains("deep", Assert.Single(library.Errors)?.Message, StringComparison.Ordinal);
        library.Context.Add(new Tag { Name = "next" });
        await library.SaveAsync();
    }

    [Fact]
    public async Task E05_Receivers_that_save_without_end_before_the_save_are_an_error()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PreSave<Author>()).Call(async (save, token) =>
        {
            save.Context.Add(new Author { Name = "more" });
            await save.Context.SaveChangesAsync(token);
        });
        library.Context.Add(new Author { Name = "Ann" });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(library.SaveAsync);

        Assert.Contains("deep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E05_A_receiver_that_saves_before_the_save_takes_everything_over_once()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PreSave<Author>()).Call(async (save, token) =>
        {
            library.Calls.Add($"pre {save.Entity.Name}");
            await save.Context.SaveChangesAsync(token);
            library.Calls.Add($"saved {save.Entity.Name}");
        });
        library.Hub.On(ModelSignals.PostSave<Author>()).Call(save => library.Calls.Add($"post {save.Entity.Name}"));
        library.Context.Add(new Author { Name = "Ann" });

        await library.SaveAsync();

        Assert.Equal(["pre Ann", "post Ann", "saved Ann"], library.Calls);
        Assert.Equal(["Ann"], await library.NamesAsync());
    }

    [Fact]
    public async Task E05_What_the_outer_save_had_not_announced_yet_is_announced_by_the_inner_one()
    {
        await using var library = await OpenAsync();
        var saving = true;
        library.Hub.On(ModelSignals.PreSave<Author>()).Call(async (save, token) =>
        {
            library.Calls.Add("pre");
            if (saving)
            {
                saving = false;
                await save.Context.SaveChangesAsync(token);
            }
        });
        library.Hub.On(ModelSignals.PostSave<Author>()).Call(_ => library.Calls.Add("post"));
        library.Context.AddRange(new Author { Name = "Ann" }, new Author { Name = "Bob" }, new Author { Name = "Cid" });

        await library.SaveAsync();

        Assert.Equal(["pre", "pre", "pre", "post", "post", "post"], library.Calls);
        Assert.Equal(3, (await library.NamesAsync()).Length);
    }

    [Fact]
    public async Task Links_are_taken_over_by_the_inner_save_too()
    {
        await using var library = await OpenAsync();
        var heard = new List<string>();
        library.Hub.On(ModelSignals.M2MChanged<Article, Tag>()).Call(async (change, token) =>
        {
            heard.Add($"{change.Action} {change.Instance.Title}");
            if (change.Action == M2MAction.PreAdd)
                await change.Context.SaveChangesAsync(token);
        });
        var author = new Author { Name = "Ann" };
        foreach (var title in new[] { "A", "B" })
            library.Context.Add(new Article { Title = title, Author = author, Tags = { new Tag { Name = title } } });

        await library.SaveAsync();

        Assert.Equal(["PostAdd A", "PostAdd B", "PreAdd A", "PreAdd B"], heard.Order(StringComparer.Ordinal));
        Assert.True(heard.IndexOf("PostAdd A") > heard.IndexOf("PreAdd B"));
    }

    [Fact]
    public async Task An_inner_save_that_fails_leaves_its_announcements_to_the_outer_one()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PreSave<Author>()).Call(async (save, token) =>
        {
            library.Calls.Add("pre");
            var bad = save.Context.Add(new Article { Title = "orphan", AuthorId = -1 });
            await Assert.ThrowsAsync<DbUpdateException>(() => save.Context.SaveChangesAsync(token));
            bad.State = EntityState.Detached;
        });
        library.Hub.On(ModelSignals.PostSave<Author>()).Call(_ => library.Calls.Add("post"));
        library.Context.AddRange(new Author { Name = "Ann" });

        await library.SaveAsync();

        Assert.Equal(["pre", "post"], library.Calls);
        Assert.Equal(["Ann"], await library.NamesAsync());
    }

    [Fact]
    public async Task E06_An_inner_save_that_lost_a_race_does_not_disturb_the_outer_one()
    {
        await using var library = await OpenAsync();
        var stale = await library.StoreAsync(new Author { Name = "stale" });
        await library.ReadAsync(context => context.Authors.ExecuteUpdateAsync(
            set => set.SetProperty(author => author.Version, 1), Cancel));
        library.Hub.On(ModelSignals.PreSave<Tag>()).Call(async (save, token) =>
        {
            stale.Name = "lost";
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => save.Context.SaveChangesAsync(token));
            save.Context.Entry(stale).State = EntityState.Detached;
        });
        var authors = library.Hear(ModelSignals.PostSave<Author>());
        var tags = library.Hear(ModelSignals.PostSave<Tag>());
        library.Context.Add(new Tag { Name = "t" });

        await library.SaveAsync();

        Assert.Single(tags);
        Assert.Empty(authors);
    }

    [Fact]
    public async Task A_receiver_may_save_with_a_context_of_its_own()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PostSave<Author>()).Call(async (save, token) =>
        {
            await using var scope = library.CreateScope();
            var other = scope.ServiceProvider.GetRequiredService<BooksContext>();
            other.Add(new Tag { Name = save.Entity.Name });
            await other.SaveChangesAsync(token);
        });
        var tags = library.Hear(ModelSignals.PostSave<Tag>());
        library.Context.Add(new Author { Name = "Ann" });

        await library.SaveAsync();

        Assert.NotSame(library.Context, Assert.Single(tags).Context);
    }

    [Fact]
    public async Task Another_interceptor_may_save_again_before_the_save_is_announced()
    {
        await using var library = await Library.OpenAsync(
            DatabaseServer.Sqlite, new LibrarySetup { BeforeSignals = options => options.AddInterceptors(new Auditing()) });
        var authors = library.Hear(ModelSignals.PostSave<Author>());
        var tags = library.Hear(ModelSignals.PostSave<Tag>());
        library.Context.Add(new Author { Name = "Ann" });

        await library.SaveAsync();

        Assert.Single(authors);
        Assert.Equal("audit", Assert.Single(tags).Entity.Name);
    }

    private static Task<Library> OpenAsync() => Library.OpenAsync(DatabaseServer.Sqlite);

    private sealed class Auditing : SaveChangesInterceptor
    {
        public override async ValueTask<int> SavedChangesAsync(
            SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            var context = (BooksContext)eventData.Context!;
            if (context.Tags.Local.Count == 0)
            {
                context.Add(new Tag { Name = "audit" });
                await context.SaveChangesAsync(cancellationToken);
            }
            return result;
        }
    }
}
