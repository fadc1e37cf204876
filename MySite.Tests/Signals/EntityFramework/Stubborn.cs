using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>Tries again when something took too long.</summary>
internal sealed class Stubborn(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, maxRetryCount: 3, maxRetryDelay: TimeSpan.FromMilliseconds(1))
{
    public static LibrarySetup Setup(params IEnumerable<IInterceptor> interceptors) => new()
    {
        BeforeSignals = options =>
        {
            options.AddInterceptors(interceptors);
            if (options.Options.Extensions.Any(extension => extension.GetType().Name == "SqliteOptionsExtension"))
                options.UseSqlite(sqlite => sqlite.ExecutionStrategy(dependencies => new Stubborn(dependencies)));
            else
                options.UseNpgsql(npgsql => npgsql.ExecutionStrategy(dependencies => new Stubborn(dependencies)));
        },
    };

    protected override bool ShouldRetryOn(Exception exception) =>
        exception is TimeoutException or DbUpdateException { InnerException: TimeoutException };
}
