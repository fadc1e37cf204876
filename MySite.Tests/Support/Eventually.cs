namespace MySite.Tests.Support;

/// <summary>Waits for what happens in the background: as long as it takes, and no longer than the test may.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task IsTrueAsync(Func<Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, TestContext.Current.CancellationToken);
        while (!await condition())
            await Task.Delay(Pause, TimeProvider.System, either.Token);
    }
}
