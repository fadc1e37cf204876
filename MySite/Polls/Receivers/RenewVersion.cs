using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Polls.Receivers;

/// <summary>Gives what is saved a version of its own. A vote is no edit: its statement leaves the version alone.</summary>
internal sealed class RenewVersion(TimeProvider clock) : IReceiver<PreSave<Question>>, IReceiver<PreSave<Tag>>
{
    public ValueTask ReceiveAsync(PreSave<Question> payload, CancellationToken cancellationToken) => Renew(payload.Entity);

    public ValueTask ReceiveAsync(PreSave<Tag> payload, CancellationToken cancellationToken) => Renew(payload.Entity);

    private ValueTask Renew(IVersioned row)
    {
        row.Version = Guid.CreateVersion7(clock.GetUtcNow());
        return default;
    }
}
