using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>A save that nobody listens to costs nothing.</summary>
public sealed class SilenceTests : ModelSignalTests
{
    [Fact]
    public async Task Changes_are_not_looked_for_when_nobody_listens()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        await using var plain = library.Plain();
        library.Hub.On(ModelSignals.PostSave<Address>()).Call(_ => { });
        library.Hub.On(TestHub.Ping).Call(_ => { });

        var walks = await WalksAsync(plain);
        Assert.Equal(walks, await WalksAsync(library.Context));

        library.Hear(ModelSignals.PreSave<Author>());
        Assert.True(await WalksAsync(library.Context) > walks);
    }

    [Fact]
    public async Task Changes_are_looked_for_once_when_nobody_listens_but_after_the_save()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        await using var plain = library.Plain();
        var walks = await WalksAsync(plain);
        var saves = library.Hear(ModelSignals.PostSave<Author>());
        var ann = new Author { Name = "Ann" };
        await library.StoreAsync(ann);
        ann.Name = "Anne";

        Assert.Equal(walks, await WalksAsync(library.Context));
        Assert.Equal([new("Name", "Ann", "Anne")], Assert.Single(saves).Changes);
    }

    private static async Task<int> WalksAsync(BooksContext context)
    {
        var walks = 0;
        context.ChangeTracker.DetectingAllChanges += (_, _) => walks++;
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        return walks;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_allocated_beyond_what_EF_needs_for_any_interceptor(bool synchronous)
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        await using var other = await Library.OpenAsync(
            DatabaseServer.Sqlite,
            new LibrarySetup
            {
                RaisesSignals = false,
                AfterSignals = options => options.AddInterceptors(new IdleSaves(), new IdleTransactions()),
            });

        Assert.Equal(Allocated(() => Save(other.Context, synchronous)), Allocated(() => Save(library.Context, synchronous)));
    }

    [Fact]
    public async Task A_statement_on_many_rows_that_nobody_listens_to_sends_nothing()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        await library.StoreAsync(new Tag { Name = "t" });
        await using var other = await Library.OpenAsync(
            DatabaseServer.Sqlite,
            new LibrarySetup
            {
                RaisesSignals = false,
                AfterSignals = options => options.AddInterceptors(new IdleSaves(), new IdleTransactions()),
            });
        await other.StoreAsync(new Tag { Name = "t" });
        library.Hear(ModelSignals.BulkChanged<Author>());

        // EF spends a few bytes on options of its own accord; the least that a send takes is several hundred.
        var spent = Allocated(() => Rename(other.Context));
        Assert.InRange(Allocated(() => Rename(library.Context)), spent - 6400, spent + 6400);
    }

    private static void Rename(BooksContext context) =>
        Assert.Equal(1, context.Tags.ExecuteUpdate(set => set.SetProperty(tag => tag.Name, "same")));

    private static void Save(BooksContext context, bool synchronous)
    {
        if (synchronous)
            context.SaveChanges();
        else
            Assert.True(context.SaveChangesAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    // The least of a few rounds: the compiler, at work in the background, makes any one of them spend more.
    private static long Allocated(Action act) => Enumerable.Range(0, 6).Min(_ => AllocatedOnce(act));

    private static long AllocatedOnce(Action act)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class IdleSaves : SaveChangesInterceptor;

    private sealed class IdleTransactions : DbTransactionInterceptor;
}
