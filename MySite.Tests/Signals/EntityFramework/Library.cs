using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>A host with a database of books, one scope (a request, say) and its context, which raises model signals.</summary>
internal sealed class Library : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _scope;

    private Library(TestDatabase database, LibrarySetup setup)
    {
        _database = database;
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log)).AddSingleton(Calls).AddModelSignals<BooksContext>();
        setup.AddContext(services, (provider, options) =>
        {
            Use(options);
            setup.BeforeSignals(options);
            if (setup.RaisesSignals)
                options.UseModelSignals(provider, setup.Signals);
            setup.AfterSignals(options);
        });
        setup.Services(services);
        _services = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        _scope = _services.CreateAsyncScope();
    }

    public RecordedLog Log { get; } = new();

    public CallList Calls { get; } = new();

    public IServiceProvider Root => _services;

    public IServiceProvider Services => _scope.ServiceProvider;

    public ISignalHub Hub => _services.GetRequiredService<ISignalHub>();

    public ISignalSender Sender => Services.GetRequiredService<ISignalSender>();

    public BooksContext Context => Services.GetRequiredService<BooksContext>();

    /// <summary>Errors of receivers; those that EF logs are left out.</summary>
    public IEnumerable<Exception?> Errors =>
        Log.Errors.Where(entry => entry.Category.StartsWith("MySite", StringComparison.Ordinal)).Select(entry => entry.Error);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Library> OpenAsync(DatabaseServer server, LibrarySetup? setup = null)
    {
        var library = new Library(await server.CreateDatabaseAsync(), setup ?? new LibrarySetup());
        await using var context = library.Plain();
        await context.Database.EnsureCreatedAsync(Cancel);
        return library;
    }

    /// <summary>Another context on the same database, which raises no signals.</summary>
    public BooksContext Plain()
    {
        var options = new DbContextOptionsBuilder<BooksContext>();
        Use(options);
        return new BooksContext(options.Options);
    }

    public AsyncServiceScope CreateScope() => _services.CreateAsyncScope();

    /// <summary>The payloads of every send from now on.</summary>
    public List<TPayload> Hear<TPayload>(Signal<TPayload> signal)
    {
        var heard = new List<TPayload>();
        Hub.On(signal).Call(heard.Add);
        return heard;
    }

    public Task<int> SaveAsync() => Context.SaveChangesAsync(Cancel);

    /// <summary>Adds and saves, without a signal.</summary>
    public async Task<TEntity> StoreAsync<TEntity>(TEntity entity)
        where TEntity : class
    {
        await using (var context = Plain())
        {
            context.Add(entity);
            await context.SaveChangesAsync(Cancel);
        }
        Context.Attach(entity);
        return entity;
    }

    public async Task<TResult> ReadAsync<TResult>(Func<BooksContext, Task<TResult>> read)
    {
        await using var context = Plain();
        return await read(context);
    }

    public Task<string[]> NamesAsync() => ReadAsync(context =>
        context.Authors.OrderBy(author => author.Id).Select(author => author.Name).ToArrayAsync(Cancel));

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    public void Use(DbContextOptionsBuilder options)
    {
        options.AllowManyServices();
        if (_database.Provider == "Sqlite")
            options.UseSqlite(_database.ConnectionString);
        else
            options.UseNpgsql(_database.ConnectionString);
    }
}
