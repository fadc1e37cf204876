using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Tests.Polls;

/// <summary>Holds a context back between the moment its data has been read and the moment the caller gets it.</summary>
internal sealed class PausedReader : DbCommandInterceptor
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task;

    public void Release() => _released.SetResult();

    public override async ValueTask<InterceptionResult> DataReaderClosingAsync(
        DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
    {
        _reached.TrySetResult();
        await _released.Task;
        return result;
    }
}
