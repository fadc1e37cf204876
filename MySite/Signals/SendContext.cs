using MySite.Signals.Diagnostics;

namespace MySite.Signals;

/// <summary>Where a send comes from: whose scope, whose transaction, and what is noted of it.</summary>
internal readonly record struct SendContext(
    object? Sender = null, IServiceProvider? Services = null, ISignalTransaction? Transaction = null, bool Synchronous = false,
    SignalEvent? Event = null)
{
    /// <summary>The transaction of the send or of its scope; a send from no scope cannot be part of one.</summary>
    public ISignalTransaction? FindTransaction() => Transaction ?? Services?.GetRequiredService<ISignalTransaction>();
}
