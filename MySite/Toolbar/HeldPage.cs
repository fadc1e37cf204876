using Microsoft.AspNetCore.Http.Features;

namespace MySite.Toolbar;

internal static class HeldPage
{
    /// <summary>Lets a response be written through a stream that adds the bar. Who calls puts the former body back.</summary>
    public static async Task WriteAsync(
        HttpContext context, IHttpResponseBodyFeature outer, Func<byte[]> bar, Func<Task> write)
    {
        var stream = new ToolbarStream(context, outer.Stream, bar);
        var body = new StreamResponseBodyFeature(stream, outer);
        context.Features.Set<IHttpResponseBodyFeature>(body);
        await write();
        if (body.Writer.UnflushedBytes > 0)
            await body.Writer.FlushAsync(context.RequestAborted);
        await stream.FinishAsync();
    }
}
