namespace MySite.Data.Sqlite;

/// <summary>
/// The turn of one connection to write. SQLite lets one write at a time and the others sleep, at least a millisecond and longer
/// each time they look; here whoever is next is woken at once.
/// </summary>
/// <param name="all">The turns of all connections.</param>
internal sealed class WriteTurn(SemaphoreSlim all)
{
    // Whoever has waited so long asks SQLite, which says that the database is locked.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private bool _isTaken;

    /// <returns>Whether the caller has to end it.</returns>
    public bool Take() => !_isTaken && (_isTaken = all.Wait(Patience));

    /// <inheritdoc cref="Take"/>
    public async ValueTask<bool> TakeAsync(CancellationToken cancellationToken) =>
        !_isTaken && (_isTaken = await all.WaitAsync(Patience, cancellationToken));

    /// <inheritdoc cref="Take"/>
    public bool TakeFor(string sql) => Writes(sql) && Take();

    /// <inheritdoc cref="Take"/>
    public ValueTask<bool> TakeForAsync(string sql, CancellationToken cancellationToken) =>
        Writes(sql) ? TakeAsync(cancellationToken) : new(false);

    public void End()
    {
        if (_isTaken)
            all.Release();
        _isTaken = false;
    }

    // What is not known here waits as SQLite lets it.
    private static bool Writes(ReadOnlySpan<char> sql)
    {
        const StringComparison Comparison = StringComparison.OrdinalIgnoreCase;
        var text = sql.TrimStart();
        return text.StartsWith("INSERT", Comparison) || text.StartsWith("UPDATE", Comparison)
            || text.StartsWith("DELETE", Comparison);
    }
}
