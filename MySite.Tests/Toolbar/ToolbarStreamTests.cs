using System.Text;
using Microsoft.AspNetCore.Http;
using MySite.Toolbar;

namespace MySite.Tests.Toolbar;

/// <summary>Which responses get the bar, and that no byte of any is lost.</summary>
public sealed class ToolbarStreamTests : IDisposable
{
    private const string Page = "<html><body>é</body></html>";

    private readonly DefaultHttpContext _context = new();
    private readonly MemoryStream _sent = new();

    public ToolbarStreamTests() => _context.Response.ContentType = "text/html; charset=utf-8";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Sent => Encoding.UTF8.GetString(_sent.ToArray());

    public void Dispose() => _sent.Dispose();

    [Fact]
    public async Task A_page_gets_it_at_the_end_of_its_body_however_its_bytes_are_parted()
    {
        var stream = CreateStream();
        foreach (var value in Encoding.UTF8.GetBytes(Page))
            await stream.WriteAsync(new[] { value }, Cancel);
        Assert.Equal("", Sent);

        await stream.FlushAsync(Cancel);
        await stream.FinishAsync();

        Assert.Equal("<html><body>éBAR</body></html>", Sent);
    }

    [Fact]
    public async Task A_length_that_the_page_has_told_is_made_right()
    {
        _context.Response.ContentLength = Encoding.UTF8.GetByteCount(Page);

        await SendAsync(Page);

        Assert.Equal(_sent.Length, _context.Response.ContentLength);
        Assert.Contains("BAR", Sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html; charset=utf-8", 302, null)]
    [InlineData("text/html; charset=utf-16", 200, null)]
    [InlineData("text/html; charset=utf-8", 200, "br")]
    [InlineData("application/json", 200, null)]
    [InlineData(null, 200, null)]
    public async Task Other_responses_go_through_as_they_are(string? type, int status, string? encoding)
    {
        (_context.Response.ContentType, _context.Response.StatusCode) = (type, status);
        if (encoding is not null)
            _context.Response.Headers.ContentEncoding = encoding;

        await SendAsync(Page);

        Assert.Equal(Page, Sent);
    }

    [Fact]
    public async Task A_page_that_is_sent_piece_by_piece_is_not_held_back()
    {
        var stream = CreateStream();
        await stream.WriteAsync("<html><body>first"u8.ToArray(), Cancel);
        await stream.FlushAsync(Cancel);
        Assert.Equal("<html><body>first", Sent);

        await stream.WriteAsync(" second</body></html>"u8.ToArray(), Cancel);
        await stream.FinishAsync();

        Assert.Equal("<html><body>first second</body></html>", Sent);
    }

    [Fact]
    public async Task A_page_of_no_end_is_not_kept_in_memory()
    {
        var stream = CreateStream();
        var piece = new byte[1024 * 1024];
        for (var i = 0; i < 3; i++)
            await stream.WriteAsync(piece, Cancel);

        Assert.Equal(3 * piece.Length, _sent.Length);
        await stream.WriteAsync("</body>"u8.ToArray(), Cancel);
        await stream.FinishAsync();

        Assert.EndsWith("\0</body>", Sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_without_a_body_stays_as_it_is()
    {
        await SendAsync("<p>Half a page");

        Assert.Equal("<p>Half a page", Sent);
    }

    private ToolbarStream CreateStream() => new(_context, _sent, () => "BAR"u8.ToArray());

    private async Task SendAsync(string text)
    {
        var stream = CreateStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), Cancel);
        await stream.FinishAsync();
    }
}
