using MySite.Signals;

namespace MySite.Polls.Receivers;

/// <summary>Forgets the one poll that was voted on.</summary>
internal sealed class EvictPoll(PollCache polls) : IReceiver<VoteCast>
{
    public ValueTask ReceiveAsync(VoteCast payload, CancellationToken cancellationToken)
    {
        polls.Evict(payload.QuestionId);
        return default;
    }
}
