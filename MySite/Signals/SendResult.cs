namespace MySite.Signals;

/// <summary>What each receiver of a robust send did, in the order in which they ran.</summary>
/// <remarks>
/// A view of the send's own arrays: nothing is allocated unless a receiver failed or was left out. Immutable, thread-safe.
/// </remarks>
public readonly struct SendResult
{
    private readonly Connection[]? _connections;
    private readonly object? _sender;
    private readonly object?[]? _outcomes;

    internal SendResult(Connection[] connections, object? sender, object?[]? outcomes) =>
        (_connections, _sender, _outcomes) = (connections, sender, outcomes);

    /// <summary>Whether no receiver failed; also true when nobody listened.</summary>
    public bool IsOk => !Outcomes.Errors(_outcomes).Any();

    /// <summary>The outcome of each receiver that ran, in order. One that a condition or a scope left out is not here.</summary>
    public IEnumerable<ReceiverResult> Receivers
    {
        get
        {
            for (var i = 0; i < _connections?.Length; i++)
                if (_connections[i].Hears(_sender) && Outcomes.WasCalled(_outcomes, i))
                    yield return new ReceiverResult(_connections[i].Info, _outcomes?[i] as Exception);
        }
    }

    internal Exception? FirstError => Outcomes.Errors(_outcomes).FirstOrDefault();

    /// <summary>Throws if a receiver failed.</summary>
    /// <exception cref="AggregateException">Holds every receiver's error, in the order of the receivers.</exception>
    public void ThrowIfFailed()
    {
        if (!IsOk)
            throw new AggregateException("Receivers of a signal failed.", Outcomes.Errors(_outcomes));
    }
}
