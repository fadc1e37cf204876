using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Tests.Polls;

/// <summary>Holds the next reader back between the moment its data has been read and the moment the caller gets it.</summary>
internal sealed class PausedReader : DbCommandInterceptor
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool _holds;

    /// <summary>From now on.</summary>
    public void Begin() => _holds = true;

    public Task Reached => _reached.Task;

    public void Release() => _released.SetResult();

    public override async ValueTask<InterceptionResult> DataReaderClosingAsync(
        DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
    {
        if (!_holds)
            return result;
        _holds = false;
        _reached.TrySetResult();
        await _released.Task;
        return result;
    }
}
