using System.Runtime.CompilerServices;

namespace MySite.Benchmarks;

/// <summary>Four targets that do next to nothing and that the JIT can neither inline nor tell apart.</summary>
public sealed class Receivers
{
    public int Sum { get; private set; }

    public Func<Ping, CancellationToken, ValueTask>[] All => [First, Second, Third, Fourth];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask First(Ping ping, CancellationToken cancellationToken)
    {
        Sum += ping.Number;
        return default;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask Second(Ping ping, CancellationToken cancellationToken)
    {
        Sum -= ping.Number;
        return default;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask Third(Ping ping, CancellationToken cancellationToken)
    {
        Sum ^= ping.Number;
        return default;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask Fourth(Ping ping, CancellationToken cancellationToken)
    {
        Sum |= ping.Number;
        return default;
    }
}
