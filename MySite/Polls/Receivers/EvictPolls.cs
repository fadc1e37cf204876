using MySite.Signals;

namespace MySite.Polls.Receivers;

/// <summary>Forgets all polls, whatever it was that changed: staff change them, and not often.</summary>
internal sealed class EvictPolls(PollCache polls) : IReceiver<object>
{
    public ValueTask ReceiveAsync(object payload, CancellationToken cancellationToken)
    {
        polls.Clear();
        return default;
    }
}
