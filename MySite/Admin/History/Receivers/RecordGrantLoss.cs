using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Admin.History.Receivers;

internal sealed class RecordGrantLoss<TRow>(HistoryDrafts drafts) : IReceiver<PostDelete<TRow>>
    where TRow : class
{
    public ValueTask ReceiveAsync(PostDelete<TRow> payload, CancellationToken cancellationToken)
    {
        if (Grant.Of(payload.Entity) is not { } grant)
            return default;
        // It may go along with its owner, who is in no database any more.
        var owner = payload.Origin.GetType() == grant.Owner
            ? payload.Origin
            : payload.Context.Find(grant.Owner, grant.OwnerKey);
        if (owner is not null)
            drafts.NoteLinks(payload.Context, owner, grant.Note(came: false));
        return default;
    }
}
