extern alias Site;

using Microsoft.EntityFrameworkCore.Storage;
using Site::MySite.Data;
using Site::MySite.Signals;

namespace MySite.Benchmarks.Inside;

/// <summary>The context's transactions as they are without a hub: nothing can wait for their end.</summary>
internal sealed class PlainTransaction(SiteDbContext db) : ISignalTransaction
{
    public bool IsOpen => false;

    public void OnCommit(Func<IServiceProvider, ValueTask> work) => throw new NotSupportedException();

    public void OnRollback(Func<IServiceProvider, ValueTask> work) => throw new NotSupportedException();

    public async ValueTask<ISignalTransactionPart> BeginAsync(CancellationToken cancellationToken = default) =>
        new Part(await db.Database.BeginTransactionAsync(cancellationToken));

    public async Task<TResult> ExecuteAsync<TResult>(
        Func<ISignalTransactionPart, CancellationToken, Task<TResult>> unit, CancellationToken cancellationToken = default)
    {
        await using var part = await BeginAsync(cancellationToken);
        return await unit(part, cancellationToken);
    }

    private sealed class Part(IDbContextTransaction transaction) : ISignalTransactionPart
    {
        public Task CompleteAsync(CancellationToken cancellationToken = default) => transaction.CommitAsync(cancellationToken);

        public ValueTask DisposeAsync() => transaction.DisposeAsync();
    }
}
