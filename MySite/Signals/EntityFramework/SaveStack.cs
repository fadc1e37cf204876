namespace MySite.Signals.EntityFramework;

/// <summary>The saves of one context that are under way: a receiver may save the context that is being saved.</summary>
internal sealed class SaveStack
{
    private const int MaxDepth = 16;

    // Null is a save that nobody listens to. It counts, because EF's savepoints during a save are not the caller's.
    private readonly Stack<SaveFrame?> _frames = new();
    private int _announcing;

    public bool IsSaving => _frames.Count > 0;

    /// <summary>The innermost save, if anybody listens to it.</summary>
    public SaveFrame? Innermost => _frames.TryPeek(out var frame) ? frame : null;

    /// <summary>Whether the statements of the innermost save are being executed, by somebody who sees how it ends.</summary>
    public bool IsWatched { get; set; }

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
        _frames.Pop();
        frame.GiveBack();
    }

    /// <summary>The innermost save failed.</summary>
    /// <returns>Its frame, of which only the work that waited for a rollback is left to do.</returns>
    public SaveFrame? Fail()
    {
        var failed = End();
        failed?.GiveBack();
        return failed;
    }

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

    private void Drop()
    {
        if (_frames.Pop() is not { } dropped)
            return;
        dropped.GiveBack();
        _ = dropped.UndoAsync();
    }
}
