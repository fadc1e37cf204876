using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Admin.History.Receivers;

internal sealed class RecordGrant<TRow>(HistoryDrafts drafts) : IReceiver<PostSave<TRow>>
    where TRow : class
{
    public ValueTask ReceiveAsync(PostSave<TRow> payload, CancellationToken cancellationToken)
    {
        if (payload.Created && Grant.Of(payload.Entity) is { } grant
            && payload.Context.Find(grant.Owner, grant.OwnerKey) is { } owner)
            drafts.NoteLinks(payload.Context, owner, grant.Note(came: true));
        return default;
    }
}
