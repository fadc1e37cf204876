using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace MySite.Admin.SignalMap;

/// <summary>
/// A stream of events to one browser: many in one package where they come fast, and a sign of life where they do not.
/// </summary>
/// <remarks>The framework's own result sends each event by itself, and knows no comments.</remarks>
internal sealed class LiveOutput : IAsyncDisposable
{
    private const int Package = 1 << 15;

    // Proxies cut a connection that says nothing for a minute, or less.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpContext _context;
    private readonly TimeProvider _clock;
    private readonly PeriodicTimer _timer;
    private Task<bool> _beat;
    private int _unsent;

    public LiveOutput(HttpContext context, TimeProvider clock)
    {
        (_context, _clock, _timer) = (context, clock, new PeriodicTimer(Heartbeat, clock));
        _beat = _timer.WaitForNextTickAsync(CancellationToken.None).AsTask();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache,no-store";
        context.Response.Headers[HeaderNames.ContentEncoding] = "identity";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    /// <summary>Without a word, the answer would not begin before the first trace.</summary>
    public static ReadOnlySpan<byte> Hello => "event: hello\ndata: \n\n"u8;

    /// <summary>Says that traces ended between what was seen and what comes next, and are not kept any more.</summary>
    public static ReadOnlySpan<byte> Gap => "event: gap\ndata: \n\n"u8;

    private PipeWriter Body => _context.Response.BodyWriter;

    public void Write(ReadOnlySpan<byte> text)
    {
        Body.Write(text);
        _unsent += text.Length;
    }

    /// <summary>Sends what was written, unless there is more to write at once.</summary>
    /// <returns>What <paramref name="next"/> returns.</returns>
    public async Task<bool> WaitAsync(Task<bool> next, CancellationToken cancellationToken)
    {
        if (_unsent >= Package)
            await SendAsync(cancellationToken);
        while (!next.IsCompleted)
        {
            await SendAsync(cancellationToken);
            await Task.WhenAny(next, _beat);
            if (next.IsCompleted)
                break;
            Write(":\n\n"u8);
            _beat = _timer.WaitForNextTickAsync(CancellationToken.None).AsTask();
        }
        return await next;
    }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _beat;
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        if (_unsent == 0)
            return;
        _unsent = 0;
        var sending = Body.FlushAsync(cancellationToken);
        if (sending.IsCompletedSuccessfully)
            return;
        try
        {
            await sending.AsTask().WaitAsync(Patience, _clock, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // A browser that takes nothing any more would keep its package here for minutes.
            _context.Abort();
            throw new OperationCanceledException(_context.RequestAborted);
        }
    }
}
