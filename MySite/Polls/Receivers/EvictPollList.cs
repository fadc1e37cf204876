using MySite.Signals;

namespace MySite.Polls.Receivers;

/// <summary>Forgets the cached list, whatever it was that changed.</summary>
internal sealed class EvictPollList(PollList list) : IReceiver<object>
{
    public ValueTask ReceiveAsync(object payload, CancellationToken cancellationToken)
    {
        list.Evict();
        return default;
    }
}
