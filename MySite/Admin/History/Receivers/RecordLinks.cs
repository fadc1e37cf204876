using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Admin.History.Receivers;

internal sealed class RecordLinks<TEntity, TRelated>(HistoryDrafts drafts) : IReceiver<M2MChanged<TEntity, TRelated>>
    where TEntity : class
    where TRelated : class
{
    public ValueTask ReceiveAsync(M2MChanged<TEntity, TRelated> payload, CancellationToken cancellationToken)
    {
        if (payload.Action is M2MAction.PostAdd or M2MAction.PostRemove or M2MAction.PostClear)
            drafts.NoteLinks(
                payload.Context, payload.Instance,
                new LinkNote(payload.Navigation, payload.Keys, Came: payload.Action == M2MAction.PostAdd));
        return default;
    }
}
