using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Admin.History.Receivers;

internal sealed class RecordSave<TEntity>(HistoryDrafts drafts) : IReceiver<PostSave<TEntity>>
    where TEntity : class
{
    public ValueTask ReceiveAsync(PostSave<TEntity> payload, CancellationToken cancellationToken)
    {
        if (payload.Created)
            drafts.NoteRow(payload.Context, payload.Entity, LogAction.Added);
        else
            drafts.NoteChanges(payload.Context, payload.Entity, payload.Changes);
        return default;
    }
}
