using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Admin.History.Receivers;

internal sealed class RecordDeletion<TEntity>(HistoryDrafts drafts) : IReceiver<PostDelete<TEntity>>
    where TEntity : class
{
    public ValueTask ReceiveAsync(PostDelete<TEntity> payload, CancellationToken cancellationToken)
    {
        drafts.NoteRow(payload.Context, payload.Entity, LogAction.Deleted);
        return default;
    }
}
