using MySite.Signals;

namespace MySite.Tests.Signals;

/// <summary>A receiver from the container.</summary>
internal sealed class NoteName(CallList calls) : IReceiver<Ping>
{
    public ValueTask ReceiveAsync(Ping payload, CancellationToken cancellationToken)
    {
        calls.Add(nameof(NoteName));
        return default;
    }
}
