namespace MySite.Signals;

/// <summary>What each receiver of a robust send did, in the order in which they ran.</summary>
/// <remarks>A view of the send's own arrays: nothing is allocated unless a receiver failed. Immutable, thread-safe.</remarks>
public readonly struct SendResult
{
    private readonly Connection[]? _connections;
    private readonly object? _sender;
    private readonly Exception?[]? _errors;

    internal SendResult(Connection[] connections, object? sender, Exception?[]? errors) =>
        (_connections, _sender, _errors) = (connections, sender, errors);

    /// <summary>Whether no receiver failed; also true when nobody listened.</summary>
    public bool IsOk => _errors is null;

    /// <summary>The outcome of each receiver that ran, in order.</summary>
    public IEnumerable<ReceiverResult> Receivers
    {
        get
        {
            for (var i = 0; i < _connections?.Length; i++)
                if (_connections[i].Hears(_sender))
                    yield return new ReceiverResult(_connections[i].Info, _errors?[i]);
        }
    }

    /// <summary>Throws if a receiver failed.</summary>
    /// <exception cref="AggregateException">Holds every receiver's error, in the order of the receivers.</exception>
    public void ThrowIfFailed()
    {
        if (_errors is not null)
            throw new AggregateException("Receivers of a signal failed.", _errors.OfType<Exception>());
    }
}
