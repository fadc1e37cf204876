using System.Collections;
using System.Collections.Concurrent;

namespace MySite.Tests.Signals;

/// <summary>Who was called, in order. A service too, so that receivers from the container can write to it.</summary>
internal sealed class CallList : IEnumerable<string>
{
    private readonly ConcurrentQueue<string> _names = new();

    public void Add(string name) => _names.Enqueue(name);

    public void Clear() => _names.Clear();

    public IEnumerator<string> GetEnumerator() => _names.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
