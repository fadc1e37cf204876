using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MySite.Tests.Signals.Outbox;

/// <summary>An order that is announced and not committed yet; disposed without a commit, it never was.</summary>
internal sealed class OpenOrder(AsyncServiceScope scope, IDbContextTransaction transaction) : IAsyncDisposable
{
    public Task CommitAsync() => transaction.CommitAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await scope.DisposeAsync();
    }
}
