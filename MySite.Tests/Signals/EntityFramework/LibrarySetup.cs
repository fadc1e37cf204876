using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.EntityFramework;
using MySite.Tests.Signals.EntityFramework.Books;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>What one test has different in its <see cref="Library"/>.</summary>
internal sealed class LibrarySetup
{
    public Action<IServiceCollection, Action<IServiceProvider, DbContextOptionsBuilder>> AddContext { get; init; } =
        (services, configure) => services.AddDbContext<BooksContext>(configure);

    public bool RaisesSignals { get; init; } = true;

    public Action<ModelSignalsOptions> Signals { get; init; } = _ => { };

    public Action<DbContextOptionsBuilder> BeforeSignals { get; init; } = _ => { };

    public Action<DbContextOptionsBuilder> AfterSignals { get; init; } = _ => { };

    public Action<IServiceCollection> Services { get; init; } = _ => { };
}
