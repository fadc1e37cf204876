namespace MySite.Signals.Outbox;

/// <summary>The outbox as people see and mend it: from a command, a page or a console. Scoped, like its DbContext.</summary>
public interface IOutboxAdmin
{
    /// <summary>Counts what is not made, for a gauge or a health check: it takes no longer the more has been made.</summary>
    /// <param name="most">How many of each to count: a number that is as large may be larger. At least 1.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The counts, and the time of the oldest delivery that is still waiting, be it counted or not.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is less than 1.</exception>
    Task<OutboxCounts> CountAsync(int most, CancellationToken cancellationToken);

    /// <summary>Reads deliveries that need, or may soon need, somebody's eyes. Their payloads are not read.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The dead ones, the latest first, then those that are not made, the longest due first.</returns>
    Task<IReadOnlyList<DeliveryRow>> ListAsync(int count, CancellationToken cancellationToken);

    /// <summary>Makes deliveries due now, with all their attempts before them.</summary>
    /// <param name="which">Which ones. Those that are done, or being made right now, stay as they are.</param>
    /// <param name="now">The current time.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>How many there were. Servers find them at their next poll.</returns>
    Task<int> RequeueAsync(OutboxSelection which, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deletes deliveries that nobody wants any more.</summary>
    /// <param name="which">Which ones. Those that are done, or being made right now, stay as they are.</param>
    /// <param name="now">The current time.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>How many there were.</returns>
    Task<int> DiscardAsync(OutboxSelection which, DateTimeOffset now, CancellationToken cancellationToken);
}
