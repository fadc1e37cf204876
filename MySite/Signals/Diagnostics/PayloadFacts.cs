namespace MySite.Signals.Diagnostics;

/// <summary>What of a payload may be shown.</summary>
internal abstract class PayloadFacts
{
    /// <summary>The names and texts of what was read.</summary>
    public abstract IReadOnlyList<KeyValuePair<string, string>> Describe(object?[] values);
}
