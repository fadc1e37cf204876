using System.Runtime.CompilerServices;

namespace MySite.Benchmarks.Peers;

/// <summary>Does as little as the receivers do, for whichever peer asks.</summary>
public abstract class NoteHandler
{
    public int Sum { get; private set; }

    [MethodImpl(MethodImplOptions.NoInlining)]
    protected void Add(int number) => Sum += number;
}
