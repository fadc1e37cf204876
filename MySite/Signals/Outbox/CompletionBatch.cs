namespace MySite.Signals.Outbox;

/// <summary>Notes successes in the table: the first one at once, and together those that came while it was written.</summary>
internal sealed class CompletionBatch(Func<IReadOnlyCollection<OutboxMessage>, Task<IReadOnlyCollection<Guid>>> write)
{
    private readonly Lock _gate = new();
    private List<(OutboxMessage Message, TaskCompletionSource<bool> Written)> _waiting = [];
    private bool _isWriting;

    /// <returns>Whether the claim still held.</returns>
    public Task<bool> AddAsync(OutboxMessage message)
    {
        var written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((message, written));
            if (_isWriting)
                return written.Task;
            _isWriting = true;
        }
        _ = WriteAllAsync();
        return written.Task;
    }

    private async Task WriteAllAsync()
    {
        while (true)
        {
            List<(OutboxMessage Message, TaskCompletionSource<bool> Written)> batch;
            lock (_gate)
            {
                (batch, _waiting) = (_waiting, []);
                _isWriting = batch.Count > 0;
            }
            if (batch.Count == 0)
                return;
            foreach (var claim in batch.GroupBy(item => item.Message.LeaseToken))
                await WriteAsync([.. claim]).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(IReadOnlyList<(OutboxMessage Message, TaskCompletionSource<bool> Written)> claim)
    {
        try
        {
            var held = await write([.. claim.Select(item => item.Message)]).ConfigureAwait(false);
            foreach (var (message, written) in claim)
                written.SetResult(held.Contains(message.Id));
        }
        catch (Exception error)
        {
            foreach (var (_, written) in claim)
                written.SetException(error);
        }
    }
}
