using MySite.Signals;

namespace MySite.Tests.Support;

/// <summary>Writes down which signals were sent, with their payloads, in the order of the sends.</summary>
internal sealed class Recorder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private readonly List<(string Signal, object Payload)> _heard = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
                return [.. _heard.Select(entry => entry.Signal)];
        }
    }

    /// <summary>As <see cref="Names"/>, with the payloads.</summary>
    internal IReadOnlyList<(string Signal, object Payload)> Entries
    {
        get
        {
            lock (_gate)
                return [.. _heard];
        }
    }

    internal void Hear<TPayload>(ISignalHub hub, Signal<TPayload> signal)
        where TPayload : notnull => hub.On(signal).Call(payload => Add(signal.Name, payload));

    /// <summary>The only payload of its type.</summary>
    internal TPayload Only<TPayload>()
    {
        lock (_gate)
            return Assert.Single(_heard.Select(entry => entry.Payload).OfType<TPayload>());
    }

    /// <summary>The only payload of its type, which may be yet to come.</summary>
    internal async Task<TPayload> NextAsync<TPayload>()
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_heard.Any(entry => entry.Payload is TPayload))
                    return Only<TPayload>();
                more = _more.Task;
            }
            await more.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
    }

    internal void Clear()
    {
        lock (_gate)
            _heard.Clear();
    }

    private void Add(string signal, object payload)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            _heard.Add((signal, payload));
            (more, _more) = (_more, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        more.SetResult();
    }
}
