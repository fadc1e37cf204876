using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Where nobody listens before a save, changes are read when EF Core detects them, as late as can be.</summary>
public sealed class DetectionTests
{
    [Fact]
    public async Task What_an_interceptor_edits_last_is_heard()
    {
        await using var library = await OpenAsync((context, _) => context.Authors.Local.Single().Name = "edited");
        var saves = library.Hear(ModelSignals.PostSave<Author>());
        await library.StoreAsync(new Author { Name = "Ann" });

        await library.SaveAsync();

        Assert.Equal([new("Name", "Ann", "edited")], Assert.Single(saves).Changes);
    }

    [Fact]
    public async Task What_is_taken_back_after_changes_were_detected_is_not_heard()
    {
        await using var library = await OpenAsync((context, _) =>
        {
            context.ChangeTracker.DetectChanges();
            context.Entry(context.Authors.Local.Single()).State = EntityState.Unchanged;
        });
        var saves = library.Hear(ModelSignals.PostSave<Author>());
        var tags = library.Hear(ModelSignals.PostSave<Tag>());
        await library.StoreAsync(new Author { Name = "Ann" });
        library.Context.Entry(library.Context.Authors.Local.Single()).Property(author => author.Name).CurrentValue = "Anne";
        library.Context.Add(new Tag { Name = "t" });

        await library.SaveAsync();

        Assert.Empty(saves);
        Assert.Single(tags);
    }

    [Fact]
    public async Task Saves_that_fail_and_that_write_nothing_leave_nothing_for_the_next()
    {
        await using var library = await OpenAsync((_, count) =>
        {
            if (count == 1)
                throw new TimeoutException("refused");
        });
        var saves = library.Hear(ModelSignals.PostSave<Author>());
        library.Context.Add(new Author { Name = "Ann" });

        await Assert.ThrowsAsync<TimeoutException>(library.SaveAsync);
        library.Context.ChangeTracker.Clear();
        await library.SaveAsync();
        library.Context.Add(new Author { Name = "Bob" });
        await library.SaveAsync();

        Assert.Equal("Bob", Assert.Single(saves).Entity.Name);
    }

    [Fact]
    public async Task Each_lease_of_a_pooled_context_is_heard_once()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite, new LibrarySetup
        {
            AddContext = (services, configure) => services.AddDbContextPool<BooksContext>(configure, poolSize: 1),
        });
        var saves = library.Hear(ModelSignals.PostSave<Author>());

        foreach (var name in (string[])["Ann", "Bob", "Cid"])
        {
            await using var scope = library.CreateScope();
            var context = scope.ServiceProvider.GetRequiredService<BooksContext>();
            context.Add(new Author { Name = name });
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(["Ann", "Bob", "Cid"], saves.Select(save => save.Entity.Name));
    }

    [Fact]
    public async Task A_context_that_does_not_look_for_changes_is_heard_as_it_says()
    {
        await using var library = await OpenAsync((_, _) => { });
        var saves = library.Hear(ModelSignals.PostSave<Author>());
        var ann = await library.StoreAsync(new Author { Name = "Ann" });
        library.Context.ChangeTracker.AutoDetectChangesEnabled = false;
        ann.Name = "unseen";
        library.Context.Add(new Author { Name = "Bob" });

        await library.SaveAsync();

        Assert.Equal("Bob", Assert.Single(saves).Entity.Name);
        Assert.False(library.Context.ChangeTracker.AutoDetectChangesEnabled);
    }

    private static Task<Library> OpenAsync(Action<BooksContext, int> beforeSave) => Library.OpenAsync(
        DatabaseServer.Sqlite, new LibrarySetup { AfterSignals = options => options.AddInterceptors(new Last(beforeSave)) });

    private sealed class Last(Action<BooksContext, int> beforeSave) : SaveChangesInterceptor
    {
        private int _count;

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            beforeSave((BooksContext)eventData.Context!, ++_count);
            return new(result);
        }
    }
}
