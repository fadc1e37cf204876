using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Who listens to each EF model, worked out anew when somebody connects or disconnects.</summary>
/// <remarks>
/// EF Core shares models among hosts, and a model keeps its entry: one that led to the hub, or to a connection, would lead on
/// to this table, and so keep the host for as long as the model. What does not depend on a model therefore stands apart.
/// </remarks>
internal sealed class ListenerCache(SignalHub hub)
{
    private readonly ConditionalWeakTable<IModel, ModelListeners> _listeners = [];
    private volatile StoringListeners? _storing;

    public StoringListeners Storing =>
        _storing is { } storing && storing.Version == hub.Version ? storing : _storing = new StoringListeners(hub);

    public ModelListeners Of(IModel model)
    {
        if (_listeners.TryGetValue(model, out var listeners) && listeners.Version == hub.Version)
            return listeners;
        listeners = new ModelListeners(hub, model);
        _listeners.AddOrUpdate(model, listeners);
        return listeners;
    }
}
