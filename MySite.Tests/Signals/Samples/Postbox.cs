using System.Collections.Concurrent;

namespace MySite.Tests.Signals.Samples;

/// <summary>Takes each letter once, however often it is handed in.</summary>
internal sealed class Postbox
{
    private readonly ConcurrentDictionary<Guid, string> _letters = new();

    public IReadOnlyCollection<string> Letters => [.. _letters.Values];

    public ValueTask PostAsync(Guid key, string text, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _letters.TryAdd(key, text);
        return default;
    }
}
