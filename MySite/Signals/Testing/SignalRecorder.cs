using System.Runtime.CompilerServices;

namespace MySite.Signals.Testing;

/// <summary>Hears chosen signals in a test, in the order of the sends, and asserts what came: exactly once, never.</summary>
/// <remarks>
/// It connects before every other receiver, so a signal that a receiver sends comes after the one it was called for, and a
/// receiver that fails hides nothing. Asking for a signal that is not recorded is an error: "never" would prove nothing.
/// Thread-safe.
/// </remarks>
/// <example>
/// <code>
/// using var recorder = new SignalRecorder(hub).Record(AccountSignals.UserCreated).Record(AccountSignals.UserLoggedIn);
/// await visitor.SignUpAsync("ann");
/// Assert.Equal("ann", recorder.Once(AccountSignals.UserCreated).UserName);
/// </code>
/// </example>
public sealed class SignalRecorder : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ISignalHub _hub;
    private readonly AsyncLocal<bool>? _flow;
    private readonly HashSet<Signal> _signals = [];
    private readonly List<RecordedSignal> _heard = [];
    private readonly List<IDisposable> _connections = [];
    private TaskCompletionSource _more = NewPromise();

    /// <summary>Creates a recorder that hears every flow of the host: requests, background services, other tests.</summary>
    /// <param name="hub">The hub of the host under test.</param>
    public SignalRecorder(ISignalHub hub)
        : this(hub, flow: null)
    {
    }

    private SignalRecorder(ISignalHub hub, AsyncLocal<bool>? flow)
    {
        ArgumentNullException.ThrowIfNull(hub);
        (_hub, _flow) = (hub, flow);
    }

    /// <summary>Everything heard so far, in the order of the sends.</summary>
    public IReadOnlyList<RecordedSignal> All
    {
        get
        {
            lock (_gate)
                return [.. _heard];
        }
    }

    /// <summary>The names of the signals heard so far, in the order of the sends.</summary>
    public IReadOnlyList<string> Names => [.. All.Select(heard => heard.Signal.Name)];

    /// <summary>Creates a recorder that hears only what the calling async flow, and what it starts, sends.</summary>
    /// <param name="hub">The hub of the host under test.</param>
    /// <returns>The recorder. The flow ends with the async method that called this.</returns>
    /// <remarks>A request over HTTP is a flow of its own, also with TestServer.</remarks>
    public static SignalRecorder InThisFlow(ISignalHub hub) => new(hub, new AsyncLocal<bool> { Value = true });

    /// <summary>Records a signal when it is sent.</summary>
    /// <typeparam name="TPayload">The payload of the signal.</typeparam>
    /// <param name="signal">The signal.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>This recorder.</returns>
    public SignalRecorder Record<TPayload>(
        Signal<TPayload> signal, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(signal, Connect(signal, file, line).Call(payload => Hear(signal, payload)));

    /// <summary>Records a signal once its transaction has committed, and not at all if it rolls back.</summary>
    /// <inheritdoc cref="Record"/>
    public SignalRecorder RecordCommitted<TPayload>(
        Signal<TPayload> signal, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(signal, Connect(signal, file, line).AfterCommit((payload, _) =>
        {
            Hear(signal, payload);
            return default;
        }));

    /// <summary>The payloads of one signal, in the order of the sends.</summary>
    /// <typeparam name="TPayload">The payload of the signal.</typeparam>
    /// <param name="signal">The signal.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="InvalidOperationException">The signal is not recorded.</exception>
    public IReadOnlyList<TPayload> Of<TPayload>(Signal<TPayload> signal)
    {
        lock (_gate)
            return _signals.Contains(signal)
                ? [.. _heard.Where(heard => heard.Signal == signal).Select(heard => (TPayload)heard.Payload!)]
                : throw new InvalidOperationException($"{signal} is not recorded. Call Record({signal.Name}) first.");
    }

    /// <summary>Asserts that a signal came exactly once.</summary>
    /// <typeparam name="TPayload">The payload of the signal.</typeparam>
    /// <param name="signal">The signal.</param>
    /// <returns>Its payload.</returns>
    /// <exception cref="SignalRecorderException">It never came, or more than once.</exception>
    /// <exception cref="InvalidOperationException">The signal is not recorded.</exception>
    public TPayload Once<TPayload>(Signal<TPayload> signal) => Once(signal, static _ => true);

    /// <summary>Asserts that a signal came exactly once with a payload that <paramref name="which"/> is true for.</summary>
    /// <typeparam name="TPayload">The payload of the signal.</typeparam>
    /// <param name="signal">The signal.</param>
    /// <param name="which">Chooses among the payloads; others may have come as well.</param>
    /// <param name="text">Filled in by the compiler, for the message.</param>
    /// <returns>The payload.</returns>
    /// <exception cref="SignalRecorderException">None came, or more than one.</exception>
    /// <exception cref="InvalidOperationException">The signal is not recorded.</exception>
    public TPayload Once<TPayload>(
        Signal<TPayload> signal, Func<TPayload, bool> which, [CallerArgumentExpression(nameof(which))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(which);
        TPayload[] found = [.. Of(signal).Where(which)];
        return found is [var only]
            ? only
            : throw Unexpected($"{signal} was expected exactly once{(text == "" ? "" : $" where {text}")}", found.Length);
    }

    /// <summary>Asserts that a signal came a number of times.</summary>
    /// <typeparam name="TPayload">The payload of the signal.</typeparam>
    /// <param name="signal">The signal.</param>
    /// <param name="count">How often.</param>
    /// <returns>The payloads, in the order of the sends.</returns>
    /// <exception cref="SignalRecorderException">It came more or less often.</exception>
    /// <exception cref="InvalidOperationException">The signal is not recorded.</exception>
    public IReadOnlyList<TPayload> Times<TPayload>(Signal<TPayload> signal, int count)
    {
        var found = Of(signal);
        return found.Count == count ? found : throw Unexpected($"{signal} was expected {count} times", found.Count);
    }

    /// <summary>Asserts that a signal never came.</summary>
    /// <typeparam name="TPayload">The payload of the signal.</typeparam>
    /// <param name="signal">The signal.</param>
    /// <exception cref="SignalRecorderException">It came.</exception>
    /// <exception cref="InvalidOperationException">The signal is not recorded.</exception>
    public void Never<TPayload>(Signal<TPayload> signal)
    {
        if (Of(signal) is { Count: > 0 } found)
            throw Unexpected($"{signal} was not expected", found.Count);
    }

    /// <summary>Waits until a signal has come, and asserts that it has come exactly once by then.</summary>
    /// <typeparam name="TPayload">The payload of the signal.</typeparam>
    /// <param name="signal">The signal: one that comes after a response, say, or from a background service.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Its payload.</returns>
    /// <exception cref="SignalRecorderException">It came more than once.</exception>
    /// <exception cref="InvalidOperationException">The signal is not recorded.</exception>
    public async Task<TPayload> OnceAsync<TPayload>(Signal<TPayload> signal, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task more;
            lock (_gate)
                more = _more.Task;
            if (Of(signal).Count > 0)
                return Once(signal);
            await more.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets what it has heard, and goes on hearing.</summary>
    public void Clear()
    {
        lock (_gate)
            _heard.Clear();
    }

    /// <summary>Stops hearing. What was heard stays.</summary>
    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private static TaskCompletionSource NewPromise() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SignalConnector<TPayload> Connect<TPayload>(Signal<TPayload> signal, string file, int line)
    {
        var connector = _hub.On(signal, file, line).WithPriority(int.MaxValue);
        return _flow is null ? connector : connector.When(_ => _flow.Value, "in the recorder's flow");
    }

    private SignalRecorder Add(Signal signal, IDisposable connection)
    {
        lock (_gate)
        {
            _signals.Add(signal);
            _connections.Add(connection);
        }
        return this;
    }

    private void Hear(Signal signal, object? payload)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            _heard.Add(new RecordedSignal(signal, payload));
            (more, _more) = (_more, NewPromise());
        }
        more.SetResult();
    }

    private SignalRecorderException Unexpected(string what, int count)
    {
        var heard = string.Concat(All.Select(heard => $"{Environment.NewLine}  {heard.Signal}: {heard.Payload}"));
        return new($"{what}, but came {count} times. Heard{(heard == "" ? " nothing." : $":{heard}")}");
    }
}
