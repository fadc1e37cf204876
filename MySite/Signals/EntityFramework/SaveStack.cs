namespace MySite.Signals.EntityFramework;

/// <summary>The saves of one context that are under way: a receiver may save the context that is being saved.</summary>
internal sealed class SaveStack
{
    private const int MaxDepth = 16;

    // Null is a save that nobody listens to. It counts, because EF's savepoints during a save are not the caller's.
    private readonly Stack<SaveFrame?> _frames = new();
    private int _announcing;

    public bool IsSaving => _frames.Count > 0;

    public void Begin(SaveFrame? frame)
    {
        // Not every save tells how it ended: another interceptor may refuse it after the pre signals.
        while (_frames.TryPeek(out var top) && top is null or { IsPreparing: false, IsUnwritten: true })
            Drop();
        if (_frames.Count + _announcing >= MaxDepth)
            throw new InvalidOperationException(
                $"Receivers of model signals save in turn, {MaxDepth} deep. Let one of them save only what it changed.");
        if (_frames.TryPeek(out var outer) && outer is { IsPreparing: true })
            frame?.TakeOver(outer);
        _frames.Push(frame);
    }

    /// <summary>The pre signals of <paramref name="frame"/> are through; its save goes on.</summary>
    public void Settle(SaveFrame frame)
    {
        while (_frames.Peek() != frame)
            Drop();
        frame.Settle();
    }

    /// <summary>The save of <paramref name="frame"/> was refused.</summary>
    public void Abort(SaveFrame frame)
    {
        while (_frames.Peek() != frame)
            Drop();
        Drop();
    }

    /// <summary>The innermost save failed.</summary>
    public void Fail() => End()?.GiveBack();

    /// <returns>The innermost save; <see langword="null"/> if nobody listened, or if its end is known already.</returns>
    public SaveFrame? End() =>
        _frames.TryPeek(out var frame) && frame is not { IsPreparing: true } ? _frames.Pop() : null;

    public async ValueTask AnnounceAsync(SaveFrame ended)
    {
        _announcing++;
        try
        {
            await ended.RaisePostAsync().ConfigureAwait(false);
        }
        finally
        {
            _announcing--;
        }
    }

    private void Drop() => _frames.Pop()?.GiveBack();
}
