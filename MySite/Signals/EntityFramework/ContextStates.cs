using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

/// <summary>The state of each context. The interceptors are shared by many contexts and hold none themselves.</summary>
internal sealed class ContextStates(SignalHub hub)
{
    private readonly ConditionalWeakTable<DbContext, ContextState> _states = [];

    public ContextState Of(DbContext context)
    {
        if (Find(context) is { } state)
            return state;
        state = new ContextState(context, hub.Committed);
        _states.AddOrUpdate(context, state);
        return state;
    }

    public ContextState? Find(DbContext? context) =>
        context is not null && _states.TryGetValue(context, out var state) && state.Lease == context.ContextId ? state : null;
}
