namespace MySite.Signals.EntityFramework;

/// <summary>The synchronous SaveChanges cannot wait for a receiver, and does not block a thread to pretend it could.</summary>
internal static class Completed
{
    public static void OrThrow(ValueTask call, string moment)
    {
        if (!call.IsCompleted)
            throw new InvalidOperationException(
                $"A receiver of a {moment} signal awaits something, which SaveChanges() cannot. Call SaveChangesAsync().");
        call.GetAwaiter().GetResult();
    }
}
