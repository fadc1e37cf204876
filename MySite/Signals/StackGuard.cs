using System.Runtime.CompilerServices;

namespace MySite.Signals;

/// <summary>Stops a circle of plain methods before it overflows the stack, for less than counting them would cost.</summary>
internal static class StackGuard
{
    private const uint Stretch = 0x10000;
    private const uint Window = 0x800;

    // To ask takes longer than to send, so it is done where the stack crosses 64 KB, which a circle is bound to come by; the
    // runtime answers no while 64 KB or more are left.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsStackLow() => IsNearEdge() && !RuntimeHelpers.TryEnsureSufficientExecutionStack();

    /// <summary>Whether it is time to ask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNearEdge()
    {
        Unsafe.SkipInit(out byte here);
        var address = (uint)Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref here);
        return (address & (Stretch - 1)) < Window;
    }
}
