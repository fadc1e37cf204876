using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MySite.Signals;
using MySite.Signals.Http;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Http;

public sealed class RequestLifetimeTests
{
    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task T75_A_request_starts_with_all_that_the_server_knows_and_then_finishes(Server server)
    {
        string? seen = null;
        await using var host = await RequestHost.StartAsync(
            server,
            app => app.MapPost("/polls/{id}", context =>
            {
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                return Task.CompletedTask;
            }),
            services => services.AddReceivers(hub => hub.On(RequestSignals.RequestStarted).Call(started =>
            {
                var request = started.Context.Request;
                seen = $"{request.Method} {request.Path}{request.QueryString} {request.Headers["X-Note"]}";
            })));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/polls/5?choice=2");
        request.Headers.Add("X-Note", "hello");
        await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        var finished = await host.FinishedAsync();
        Assert.Equal("POST /polls/5?choice=2 hello", seen);
        Assert.Equal(["request_started", "request_finished"], host.Recorder.Names);
        Assert.Equal((202, null), (finished.StatusCode, finished.Exception));
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task Requests_that_share_a_connection_are_a_start_and_a_finish_each(Server server)
    {
        await using var host = await RequestHost.StartAsync(server, app => app.MapGet("/{name}", (string name) => name));

        for (var request = 1; request <= 3; request++)
        {
            await host.GetAsync($"/{request}");
            await Eventually.IsTrueAsync(() => Task.FromResult(host.Recorder.Names.Count == 2 * request));
        }

        string[] pair = ["request_started", "request_finished"];
        Assert.Equal([.. pair, .. pair, .. pair], host.Recorder.Names);
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task The_start_comes_before_everything_that_the_application_does(Server server)
    {
        var seen = new List<string>();
        await using var host = await RequestHost.StartAsync(
            server,
            app =>
            {
                app.Use((context, next) =>
                {
                    seen.Add("middleware");
                    return next(context);
                });
                app.MapGet("/polls/{id}", () => "");
            },
            services => services.AddReceivers(hub => hub.On(RequestSignals.RequestStarted).Call(started =>
                seen.Add($"{started.Context.Request.Path}, endpoint {started.Context.GetEndpoint()}"))));

        await host.GetAsync("/polls/5");

        Assert.Equal(["/polls/5, endpoint ", "middleware"], seen);
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task Not_even_the_filters_of_others_come_first(Server server)
    {
        var seen = new List<string>();
        await using var host = await RequestHost.StartAsync(
            server,
            app => app.MapGet("/", () => ""),
            services =>
            {
                services.AddSingleton<IStartupFilter>(new ListingFilter(seen));
                services.AddReceivers(hub =>
                    hub.On(RequestSignals.RequestStarted).Call(_ => seen.Add("request_started")));
            });

        await host.GetAsync("/");

        Assert.Equal(["request_started", "another filter"], seen);
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task The_time_is_that_of_the_whole_request(Server server)
    {
        await using var host = await RequestHost.StartAsync(server, app => app.MapGet("/", (TimeProvider clock) =>
            ((FakeTimeProvider)clock).Advance(TimeSpan.FromSeconds(7))));

        await host.GetAsync("/");

        Assert.Equal(TimeSpan.FromSeconds(7), (await host.FinishedAsync()).Elapsed);
    }

    [Theory]
    [InlineData(Server.Kestrel, false)]
    [InlineData(Server.Kestrel, true)]
    [InlineData(Server.TestServer, false)]
    [InlineData(Server.TestServer, true)]
    public async Task A_client_who_leaves_is_a_finish_with_499_and_no_exception(Server server, bool isHandled)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var host = await RequestHost.StartAsync(server, app =>
        {
            if (isHandled)
                app.UseExceptionHandler(error => error.Run(_ => Task.CompletedTask));
            app.MapGet("/", async (HttpContext context, TimeProvider clock) =>
            {
                await leave.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, context.RequestAborted);
            });
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Client.GetAsync("/", leave.Token));

        var finished = await host.FinishedAsync();
        Assert.Equal(["request_started", "request_finished"], host.Recorder.Names);
        Assert.Equal(499, finished.StatusCode);
    }

    [Theory]
    [InlineData("RUBBISH\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nno colon\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")] // No host.
    public async Task What_the_server_rejects_before_the_application_sees_it_says_nothing(string sent)
    {
        await using var host = await RequestHost.StartAsync(Server.Kestrel, app => app.MapGet("/", () => ""));
        using var socket = new TcpClient();
        await socket.ConnectAsync(
            host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port, TestContext.Current.CancellationToken);

        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(sent), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(socket.GetStream(), Encoding.ASCII);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400", answer);
        Assert.Empty(host.Recorder.Names);
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task A_page_for_a_status_runs_the_pipeline_again_and_says_nothing_new(Server server)
    {
        await using var host = await RequestHost.StartAsync(server, app =>
        {
            app.UseStatusCodePagesWithReExecute("/oops");
            app.UseRouting();
            app.UseRequestExceptionSignal();
            app.MapGet("/oops", () => "oops");
        });

        var response = await host.GetAsync("/nowhere");

        Assert.Equal("oops", await response!.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(404, (await host.FinishedAsync()).StatusCode);
        Assert.Equal(["request_started", "request_finished"], host.Recorder.Names);
    }

    private sealed class ListingFilter(List<string> seen) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, inner) =>
            {
                seen.Add("another filter");
                return inner(context);
            });
            next(app);
        };
    }
}
