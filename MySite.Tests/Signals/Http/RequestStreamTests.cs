using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MySite.Tests.Signals.Http;

/// <summary>Responses that take their time.</summary>
public sealed class RequestStreamTests
{
    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task T76_A_stream_finishes_when_its_last_part_is_sent(Server server)
    {
        var goOn = new TaskCompletionSource();
        await using var host = await RequestHost.StartAsync(server, app => app.MapGet("/", async context =>
        {
            await context.Response.WriteAsync("first ");
            await context.Response.Body.FlushAsync();
            await goOn.Task;
            await context.Response.WriteAsync("last");
        }));

        using var response = await OpenAsync(host, TestContext.Current.CancellationToken);
        var beforeTheEnd = host.Recorder.Names;
        goOn.SetResult();
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await host.FinishedAsync();

        Assert.Equal("first last", body);
        Assert.Equal(["request_started"], beforeTheEnd);
        Assert.Equal(["request_started", "request_finished"], host.Recorder.Names);
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task Events_that_are_sent_without_end_finish_when_the_client_leaves_and_are_no_exception(Server server)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var host = await RequestHost.StartAsync(server, app => app.MapGet("/", async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: 1\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        }));

        using (var response = await OpenAsync(host, leave.Token))
        {
            var events = await response.Content.ReadAsStreamAsync(leave.Token);
            Assert.Equal('d', await ReadByteAsync(events));
            Assert.Equal(["request_started"], host.Recorder.Names);
            await leave.CancelAsync();
        }

        var finished = await host.FinishedAsync();
        Assert.Equal(["request_started", "request_finished"], host.Recorder.Names);
        Assert.Equal(200, finished.StatusCode);
        Assert.IsAssignableFrom<OperationCanceledException>(finished.Exception);
    }

    [Fact] // On the test server a client waits for the work even so.
    public async Task A_client_who_leaves_unnoticed_is_a_finish_when_the_work_is_done()
    {
        var goOn = new TaskCompletionSource();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var host = await RequestHost.StartAsync(Server.Kestrel, app => app.MapGet("/", async context =>
        {
            await leave.CancelAsync();
            await goOn.Task;
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Client.GetAsync("/", leave.Token));
        var beforeTheEnd = host.Recorder.Names;
        goOn.SetResult();

        var finished = await host.FinishedAsync();
        Assert.Equal(["request_started"], beforeTheEnd);
        Assert.Equal(["request_started", "request_finished"], host.Recorder.Names);
        Assert.Null(finished.Exception);
    }

    [Fact]
    public async Task A_web_socket_finishes_when_it_is_closed()
    {
        await using var host = await RequestHost.StartAsync(Server.Kestrel, app =>
        {
            app.UseWebSockets();
            app.MapGet("/", async context =>
            {
                using var socket = await context.WebSockets.AcceptWebSocketAsync();
                var hello = await socket.ReceiveAsync(new byte[10], context.RequestAborted);
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
            });
        });
        var address = new UriBuilder(host.Client.BaseAddress!) { Scheme = "ws" }.Uri;

        using var client = new ClientWebSocket();
        await client.ConnectAsync(address, TestContext.Current.CancellationToken);
        var whileOpen = host.Recorder.Names;
        await client.SendAsync(
            "hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
        await client.ReceiveAsync(new byte[10], TestContext.Current.CancellationToken);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

        var finished = await host.FinishedAsync();
        Assert.Equal(["request_started"], whileOpen);
        Assert.Equal(["request_started", "request_finished"], host.Recorder.Names);
        Assert.Equal((101, null), (finished.StatusCode, finished.Exception));
    }

    private static Task<HttpResponseMessage> OpenAsync(RequestHost host, CancellationToken cancellationToken) =>
        host.Client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    private static async Task<int> ReadByteAsync(Stream stream)
    {
        var one = new byte[1];
        await stream.ReadExactlyAsync(one, TestContext.Current.CancellationToken);
        return one[0];
    }
}
