using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Who listens to each EF model, worked out anew when somebody connects or disconnects.</summary>
internal sealed class ListenerCache(SignalHub hub)
{
    private readonly ConditionalWeakTable<IModel, ModelListeners> _listeners = [];

    public ModelListeners Of(IModel model)
    {
        if (_listeners.TryGetValue(model, out var listeners) && listeners.Version == hub.Version)
            return listeners;
        listeners = new ModelListeners(hub, model);
        _listeners.AddOrUpdate(model, listeners);
        return listeners;
    }
}
