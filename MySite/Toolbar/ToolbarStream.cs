using Microsoft.Net.Http.Headers;
using NetEscapades.AspNetCore.SecurityHeaders;

namespace MySite.Toolbar;

/// <summary>Holds a page back until its end is there, and lets everything else through.</summary>
internal sealed class ToolbarStream(HttpContext context, Stream inner, Func<byte[]> bar) : Stream
{
    private const int LargestPage = 2 * 1024 * 1024;

    private MemoryStream? _page;
    private bool _isDecided;

    public override bool CanRead => false;
    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Nothing more will come.</summary>
    public async ValueTask FinishAsync()
    {
        if (Release() is { Length: > 0 } page)
            await inner.WriteAsync(page, context.RequestAborted);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!TryHold(buffer))
        {
            inner.Write(Release());
            inner.Write(buffer);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (TryHold(buffer.Span))
            return;
        await FinishAsync();
        await inner.WriteAsync(buffer, cancellationToken);
    }

    // Who flushes in the middle of a page wants it to be seen at once.
    public override void Flush()
    {
        _isDecided = true;
        inner.Write(Release());
        inner.Flush();
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        _isDecided = true;
        await FinishAsync();
        await inner.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private bool TryHold(ReadOnlySpan<byte> bytes)
    {
        if (!_isDecided && IsPage())
            _page = new MemoryStream();
        _isDecided = true;
        if (_page is null || _page.Length + bytes.Length > LargestPage)
            return false;
        _page.Write(bytes);
        return true;
    }

    private bool IsPage() =>
        context.Response is { HasStarted: false, StatusCode: < 300 or >= 400 } response
        && MediaTypeHeaderValue.TryParse(response.ContentType, out var type) && type.MediaType == "text/html"
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && response.Headers.ContentEncoding.Count == 0
        // Its own policy may refuse the bar's styles.
        && context.GetEndpoint()?.Metadata.GetMetadata<SecurityHeadersPolicyAttribute>() is null;

    private byte[] Release()
    {
        if (_page is null)
            return [];
        var page = _page.ToArray();
        _page = null;
        var end = page.AsSpan().LastIndexOf("</body>"u8);
        if (end < 0)
            return page;
        var added = bar();
        if (context.Response.ContentLength is { } length)
            context.Response.ContentLength = length + added.Length;
        return [.. page[..end], .. added, .. page[end..]];
    }
}
