namespace MySite.Signals;

/// <summary>Where a send comes from: whose scope, whose transaction.</summary>
internal readonly record struct SendContext(
    object? Sender = null, IServiceProvider? Services = null, ISignalTransaction? Transaction = null)
{
    /// <summary>The scope's transaction, for phases that depend on it; they ask for services, so there are some.</summary>
    public ISignalTransaction FindTransaction() =>
        Transaction ?? Services!.GetRequiredService<ISignalTransaction>();
}
