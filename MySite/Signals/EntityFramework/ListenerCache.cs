using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Who listens to each EF model, worked out anew when somebody connects or disconnects.</summary>
/// <remarks>
/// EF shares a model among hosts and keeps it for good: a table with weak keys would keep what it says of a host as long, and
/// with it the host.
/// </remarks>
internal sealed class ListenerCache(SignalHub hub)
{
    /// <summary>More than any host has, unless it makes models without end.</summary>
    private const int MaxModels = 64;

    private readonly ConcurrentDictionary<IModel, ModelListeners> _listeners = new(ReferenceEqualityComparer.Instance);

    public ModelListeners Of(IModel model)
    {
        if (_listeners.TryGetValue(model, out var listeners) && listeners.Version == hub.Version)
            return listeners;
        if (_listeners.Count >= MaxModels)
            _listeners.Clear();
        return _listeners[model] = new ModelListeners(hub, model);
    }
}
