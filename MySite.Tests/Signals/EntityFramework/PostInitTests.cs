using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Rows that become entities.</summary>
public sealed class PostInitTests : ModelSignalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task E30_Every_row_that_becomes_an_entity_is_announced_with_its_values(bool tracked)
    {
        await using var library = await OpenAsync();
        var heard = new List<(Author Author, string Name, DbContext Context)>();
        library.Hub.On(ModelSignals.PostInit<Author>()).Call(init =>
            heard.Add((init.Entity, init.Entity.Name, init.Context)));

        var authors = await library.Context.Authors
            .AsTracking(tracked ? QueryTrackingBehavior.TrackAll : QueryTrackingBehavior.NoTracking).ToListAsync(Cancel);

        Assert.Equal(["Ann", "Bob"], heard.Select(each => each.Name).Order());
        Assert.All(heard, each => Assert.Contains(each.Author, authors));
        Assert.All(heard, each => Assert.Same(library.Context, each.Context));
    }

    [Fact]
    public async Task E30_It_is_off_unless_the_context_asks_for_it()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        await library.StoreAsync(new Author { Name = "Ann" });
        library.Context.ChangeTracker.Clear();
        var heard = library.Hear(ModelSignals.PostInit<Author>());

        await library.Context.Authors.ToListAsync(Cancel);

        Assert.Empty(heard);
    }

    [Fact]
    public async Task T28_What_is_made_with_new_or_tracked_already_is_not_announced()
    {
        await using var library = await OpenAsync();
        await library.Context.Authors.LoadAsync(Cancel);
        var heard = library.Hear(ModelSignals.PostInit<Author>());

        library.Context.Add(new Author { Name = "Cid" });
        await library.Context.Authors.LoadAsync(Cancel);

        Assert.Empty(heard);
    }

    [Fact]
    public async Task Types_match_as_everywhere()
    {
        await using var library = await OpenAsync();
        await library.StoreAsync(new Editor { Name = "Eve", Address = new Address { City = "Oslo" } });
        library.Context.ChangeTracker.Clear();
        var authors = library.Hear(ModelSignals.PostInit<Author>());
        var editors = library.Hear(ModelSignals.PostInit<Editor>());
        var all = new List<string>();
        library.Hub.On(ModelSignals.PostInit<object>()).IncludingDerived().Call(init => all.Add(init.Entity.GetType().Name));

        await library.Context.Authors.ToListAsync(Cancel);

        Assert.Equal(2, authors.Count);
        Assert.Single(editors);
        Assert.Equal(["Author", "Author", "Editor"], all.Order());
    }

    [Fact]
    public async Task E30_A_receiver_that_awaits_is_an_error_and_what_it_throws_later_is_logged()
    {
        await using var library = await OpenAsync();
        var gate = new TaskCompletionSource();
        library.Hub.On(ModelSignals.PostInit<Author>()).Call((_, _) => new ValueTask(gate.Task));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => library.Context.Authors.FirstAsync(author => author.Name == "Ann", Cancel));

        Assert.Contains("post_init · Author awaits something", error.Message, StringComparison.Ordinal);
        gate.SetException(new TimeoutException());
        Assert.IsType<TimeoutException>(Assert.Single(library.Errors));
    }

    [Fact]
    public async Task What_a_receiver_throws_comes_out_of_the_query()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PostInit<Author>()).Call(_ => throw new TimeoutException());

        Assert.Throws<TimeoutException>(() => library.Context.Authors.ToList());
    }

    [Fact]
    public async Task A_receiver_from_the_container_shares_the_scope()
    {
        await using var library = await OpenAsync();
        library.Hub.On(ModelSignals.PostInit<Author>()).Call<Compare>();

        await library.Context.Authors.LoadAsync(Cancel);

        Assert.Equal(["True", "True"], library.Calls);
    }

    [Fact]
    public async Task E28_Any_number_of_hosts_share_what_EF_compiles_and_hear_only_their_own_queries()
    {
        var madeServices = new List<string>();
        var first = await OpenAsync(madeServices);
        await using var _ = first;
        madeServices.Clear();
        var heard = first.Hear(ModelSignals.PostInit<Author>());

        for (var i = 0; i < 30; i++)
        {
            await using var other = await OpenAsync(madeServices);
            Assert.NotEmpty(await other.Context.Authors.ToListAsync(Cancel));
        }

        Assert.Empty(madeServices);
        Assert.Empty(heard);
        await first.Context.Authors.LoadAsync(Cancel);
        Assert.Equal(2, heard.Count);
    }

    [Fact]
    public async Task T50_A_host_that_is_gone_is_forgotten()
    {
        // EF keeps the options of the first context of each kind for good, and with them its host.
        await using (await OpenAsync())
        {
        }
        var gone = await UseAsync();

        for (var i = 0; i < 10 && gone.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(gone.IsAlive);
    }

    private static async Task<WeakReference> UseAsync()
    {
        await using var library = await OpenAsync();
        library.Hear(ModelSignals.PostInit<Author>());
        library.Hear(ModelSignals.BulkChanged<Author>());
        await library.Context.Authors.LoadAsync(Cancel);
        await library.Context.Authors.ExecuteDeleteAsync(Cancel);
        return new WeakReference(library.Hub);
    }

    private static async Task<Library> OpenAsync(List<string>? madeServices = null)
    {
        var library = await Library.OpenAsync(DatabaseServer.Sqlite, new LibrarySetup
        {
            Signals = signals => signals.RaisesPostInit = true,
            BeforeSignals = options => options.LogTo(
                line => madeServices?.Add(line), (id, _) => id == CoreEventId.ServiceProviderCreated),
        });
        foreach (var name in new[] { "Ann", "Bob" })
            await library.StoreAsync(new Author { Name = name });
        library.Context.ChangeTracker.Clear();
        return library;
    }

    private sealed class Compare(BooksContext context, CallList calls) : IReceiver<PostInit<Author>>
    {
        public ValueTask ReceiveAsync(PostInit<Author> payload, CancellationToken cancellationToken)
        {
            calls.Add($"{context == payload.Context}");
            return default;
        }
    }
}
