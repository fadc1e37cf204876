using Microsoft.EntityFrameworkCore.Storage;

namespace MySite.Signals.EntityFramework;

/// <summary>A transaction that was begun here, or a place in one that was not.</summary>
internal sealed class TransactionPart(IDbContextTransaction? begun) : ISignalTransactionPart
{
    public Task CompleteAsync(CancellationToken cancellationToken = default) =>
        begun?.CommitAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => begun?.DisposeAsync() ?? default;
}
