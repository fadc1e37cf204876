using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Whose services the receivers of model signals get.</summary>
public sealed class ReceiverContextTests : ModelSignalTests
{
    private static readonly LibrarySetup Pooled = new()
    {
        AddContext = (services, configure) => services.AddDbContextPool<BooksContext>(configure),
        Services = services => services.AddScoped<Scoped>(),
    };

    private static readonly LibrarySetup Lent = new()
    {
        AddContext = (services, configure) =>
            services.AddPooledDbContextFactory<BooksContext>(configure).AddScopedFromPool<BooksContext, BooksContext>(),
        Services = services => services.AddScoped<Scoped>(),
    };

    private static readonly LibrarySetup Factory = new()
    {
        AddContext = (services, configure) => services.AddDbContextFactory<BooksContext>(configure),
        Services = services => services.AddScoped<Scoped>(),
    };

    private static readonly LibrarySetup SingletonOptions = new()
    {
        AddContext = (services, configure) =>
            services.AddDbContext<BooksContext>(configure, ServiceLifetime.Scoped, ServiceLifetime.Singleton),
        Services = services => services.AddScoped<Scoped>(),
    };

    public static TheoryData<string> WithoutScope => ["pooled", "factory", "singleton options"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E26_A_receiver_shares_the_scope_and_the_context_that_saves()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite);
        library.Hub.On(ModelSignals.PreSave<Author>()).Call<NoteContext>();
        library.Context.Add(new Author { Name = "Ann" });

        await library.SaveAsync();

        Assert.Equal(["the same context"], library.Calls);
    }

    [Fact]
    public async Task E26_A_context_of_a_pool_that_is_given_to_a_scope_shares_it_and_knows_the_next_scope_from_it()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite, Lent);
        library.Hub.On(ModelSignals.PreSave<Author>()).Call<NoteContext>();
        library.Hub.On(ModelSignals.PreSave<Author>()).Call<NoteScope>();
        List<(string Scope, BooksContext Context)> leases = [];
        foreach (var name in new[] { "Ann", "Bob" })
        {
            await using var scope = library.Services.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<BooksContext>();
            leases.Add((scope.ServiceProvider.GetRequiredService<Scoped>().Name, context));
            context.Add(new Author { Name = name });
            await context.SaveChangesAsync(Cancel);
        }

        Assert.Same(leases[0].Context, leases[1].Context);
        Assert.Equal(
            ["the same context", leases[0].Scope, "the same context", leases[1].Scope], library.Calls);
    }

    [Fact]
    public async Task E26_A_context_of_the_pool_that_is_given_to_nobody_has_not_the_scope_of_its_last_lease()
    {
        await using var library = await Library.OpenAsync(DatabaseServer.Sqlite, Lent);
        library.Hub.On(ModelSignals.PreSave<Author>()).Call<NoteScope>();
        string name;
        BooksContext lent;
        await using (var scope = library.Services.CreateAsyncScope())
        {
            name = scope.ServiceProvider.GetRequiredService<Scoped>().Name;
            lent = scope.ServiceProvider.GetRequiredService<BooksContext>();
        }

        await using var context = await library.Services.GetRequiredService<IDbContextFactory<BooksContext>>()
            .CreateDbContextAsync(Cancel);
        context.Add(new Author { Name = "Ann" });
        await context.SaveChangesAsync(Cancel);

        Assert.Same(lent, context);
        Assert.NotEqual(name, Assert.Single(library.Calls));
    }

    [Theory]
    [MemberData(nameof(WithoutScope))]
    public async Task E26_Where_the_context_has_no_scope_of_its_own_receivers_get_one_for_each_send(string kind)
    {
        await using var library = await OpenAsync(kind);
        library.Hub.On(ModelSignals.PreSave<Author>()).Call<NoteScope>();
        library.Hub.On(ModelSignals.PreSave<Author>()).WithKey("again").Call<NoteScope>();
        library.Hub.On(ModelSignals.PostSave<Author>()).WithKey("other").Call<NoteScopeAfter>();
        library.Context.Add(new Author { Name = "Ann" });

        await library.SaveAsync();

        var scopes = library.Calls.ToArray();
        Assert.Equal(3, scopes.Length);
        Assert.Equal(scopes[0], scopes[1]);
        Assert.NotEqual(scopes[1], scopes[2]);
        Assert.Empty(library.Errors);
    }

    [Theory]
    [MemberData(nameof(WithoutScope))]
    public async Task A_synchronous_save_gives_them_one_too(string kind)
    {
        await using var library = await OpenAsync(kind);
        library.Hub.On(ModelSignals.PreSave<Author>()).Call<NoteScope>();
        library.Context.Add(new Author { Name = "Ann" });

        library.Context.SaveChanges();

        Assert.Single(library.Calls);
    }

    [Theory]
    [MemberData(nameof(WithoutScope))]
    public async Task After_commit_receivers_still_follow_the_context_that_saves(string kind)
    {
        await using var library = await OpenAsync(kind);
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit((_, _) =>
        {
            library.Calls.Add("committed");
            return default;
        });
        await using var transaction = await library.Context.Database.BeginTransactionAsync(Cancel);
        library.Context.Add(new Author { Name = "Ann" });
        await library.SaveAsync();
        Assert.Empty(library.Calls);

        await transaction.CommitAsync(Cancel);

        Assert.Equal(["committed"], library.Calls);
    }

    [Fact]
    public async Task E04_A_pooled_context_forgets_its_last_lease()
    {
        await using var library = await OpenAsync("pooled");
        library.Hub.On(ModelSignals.PostSave<Author>()).AfterCommit((save, _) =>
        {
            library.Calls.Add(save.Entity.Name);
            return default;
        });
        BooksContext first;
        await using (var scope = library.CreateScope())
        {
            first = scope.ServiceProvider.GetRequiredService<BooksContext>();
            await first.Database.BeginTransactionAsync(Cancel);
            first.Add(new Author { Name = "Ann" });
            await first.SaveChangesAsync(Cancel);
        }

        await using (var scope = library.CreateScope())
        {
            var second = scope.ServiceProvider.GetRequiredService<BooksContext>();
            Assert.Same(first, second);
            await using var transaction = await second.Database.BeginTransactionAsync(Cancel);
            second.Add(new Author { Name = "Bob" });
            await second.SaveChangesAsync(Cancel);
            await transaction.CommitAsync(Cancel);
        }

        Assert.Equal(["Bob"], library.Calls);
    }

    [Fact]
    public async Task A_context_from_a_factory_raises_signals()
    {
        await using var library = await OpenAsync("factory");
        var after = library.Hear(ModelSignals.PostSave<Author>());
        await using var context = await library.Services.GetRequiredService<IDbContextFactory<BooksContext>>()
            .CreateDbContextAsync(Cancel);
        context.Add(new Author { Name = "Ann" });

        await context.SaveChangesAsync(Cancel);

        Assert.Same(context, Assert.Single(after).Context);
    }

    [Fact]
    public void A_context_opted_in_without_the_services_is_an_error_that_says_what_to_add()
    {
        using var services = new ServiceCollection().BuildServiceProvider();

        var error = Assert.Throws<InvalidOperationException>(
            () => new DbContextOptionsBuilder<BooksContext>().UseModelSignals(services));

        Assert.Contains("AddModelSignals", error.Message, StringComparison.Ordinal);
    }

    private static Task<Library> OpenAsync(string kind) => Library.OpenAsync(DatabaseServer.Sqlite, kind switch
    {
        "pooled" => Pooled,
        "factory" => Factory,
        _ => SingletonOptions,
    });

    private sealed class Scoped
    {
        private static int _count;

        public string Name { get; } = $"{Interlocked.Increment(ref _count)}";
    }

    private sealed class NoteContext(BooksContext context, CallList calls) : IReceiver<PreSave<Author>>
    {
        public ValueTask ReceiveAsync(PreSave<Author> payload, CancellationToken cancellationToken)
        {
            calls.Add(context == payload.Context ? "the same context" : "another context");
            return default;
        }
    }

    private sealed class NoteScope(Scoped scoped, CallList calls) : IReceiver<PreSave<Author>>
    {
        public ValueTask ReceiveAsync(PreSave<Author> payload, CancellationToken cancellationToken)
        {
            calls.Add(scoped.Name);
            return default;
        }
    }

    private sealed class NoteScopeAfter(Scoped scoped, CallList calls) : IReceiver<PostSave<Author>>
    {
        public ValueTask ReceiveAsync(PostSave<Author> payload, CancellationToken cancellationToken)
        {
            calls.Add(scoped.Name);
            return default;
        }
    }
}
