using Microsoft.Extensions.Caching.Memory;

namespace MySite.Shared;

/// <summary>
/// Keeps what was read until it is evicted or its time is up. Each value has a stamp that no other ever has, so that what was
/// made of it can be told from what was made of the next. Thread-safe.
/// </summary>
internal sealed class StampedCache(TimeProvider clock, long size) : IDisposable
{
    private readonly MemoryCache _entries = new(new MemoryCacheOptions { SizeLimit = size });
    private readonly Lock _gate = new();
    private long _generation;
    private long _stamp;

    /// <summary>To be asked for before a value is read, and given back with it.</summary>
    public long Generation => Volatile.Read(ref _generation);

    public Stamped<T>? Find<T>(object key) =>
        _entries.TryGetValue(key, out Stamped<T>? entry) && clock.GetUtcNow() < entry!.Expires ? entry : null;

    /// <summary>Keeps the value, unless something was evicted since it was read: it may be old.</summary>
    public void Keep<T>(object key, T value, long generation, DateTimeOffset expires, long valueSize)
    {
        lock (_gate)
        {
            if (generation == _generation)
                _entries.Set(
                    key, new Stamped<T>(value, expires, ++_stamp), new MemoryCacheEntryOptions { Size = valueSize });
        }
    }

    public void Evict(params ReadOnlySpan<object> keys)
    {
        lock (_gate)
        {
            _generation++;
            foreach (var key in keys)
                _entries.Remove(key);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _generation++;
            _entries.Clear();
        }
    }

    public void Dispose() => _entries.Dispose();
}
