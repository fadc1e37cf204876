using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.Http;

namespace MySite.Tests.Signals.Http;

public sealed class RequestExceptionTests
{
    private readonly InvalidOperationException _error = new("Broken.");

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task An_exception_that_nobody_handles_is_announced_before_the_request_finishes(Server server)
    {
        await using var host = await RequestHost.StartAsync(server, app => app.MapGet("/", Throw));

        await host.GetAsync("/");

        var finished = await host.FinishedAsync();
        Assert.Equal(["request_started", "got_request_exception", "request_finished"], host.Recorder.Names);
        Assert.Same(_error, host.Recorder.Only<GotRequestException>().Exception);
        Assert.Equal(500, finished.StatusCode);
        Assert.Same(_error, finished.Exception);
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task An_exception_in_the_middle_of_a_response_is_announced_with_the_status_that_was_sent(Server server)
    {
        await using var host = await RequestHost.StartAsync(server, app =>
        {
            app.UseExceptionHandler(error => error.Run(_ => Task.CompletedTask));
            app.MapGet("/", async context =>
            {
                await context.Response.WriteAsync("half");
                await context.Response.Body.FlushAsync();
                throw _error;
            });
        });

        await host.GetAsync("/");

        var finished = await host.FinishedAsync();
        Assert.Equal(["request_started", "got_request_exception", "request_finished"], host.Recorder.Names);
        Assert.Equal(200, finished.StatusCode);
        Assert.Same(_error, finished.Exception);
    }

    [Theory]
    [InlineData(Server.Kestrel, false)]
    [InlineData(Server.Kestrel, true)]
    [InlineData(Server.TestServer, false)]
    [InlineData(Server.TestServer, true)]
    public async Task An_error_page_runs_the_pipeline_again_and_announces_nothing_twice(Server server, bool isInner)
    {
        await using var host = await RequestHost.StartAsync(server, app => UseErrorPage(app, isInner));

        var response = await host.GetAsync("/broken/5");

        var finished = await host.FinishedAsync();
        Assert.Equal("sorry", await response!.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["request_started", "got_request_exception", "request_finished"], host.Recorder.Names);
        Assert.Same(_error, host.Recorder.Only<GotRequestException>().Exception);
        Assert.Equal(500, finished.StatusCode);
        Assert.Same(_error, finished.Exception);
    }

    [Theory]
    [InlineData(Server.Kestrel, false)]
    [InlineData(Server.Kestrel, true)]
    [InlineData(Server.TestServer, false)]
    [InlineData(Server.TestServer, true)]
    public async Task Receivers_see_the_request_as_it_failed_before_the_error_page_is_made(Server server, bool isInner)
    {
        string? seen = null;
        await using var host = await RequestHost.StartAsync(
            server,
            app => UseErrorPage(app, isInner),
            services => services.AddReceivers(hub => hub.On(RequestSignals.GotRequestException).Call(got =>
            {
                var context = got.Context;
                var endpoint = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
                seen = $"{context.Request.Path} {endpoint} {context.Request.RouteValues["id"]}";
                context.Items["announced"] = true;
            })));

        var response = await host.GetAsync("/broken/5");

        Assert.Equal("/broken/5 /broken/{id} 5", seen);
        Assert.Equal("sorry", await response!.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("/oops announced, no id", Assert.Single(response.Headers.GetValues("Page")));
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task An_error_page_that_fails_in_turn_announces_its_own_exception(Server server)
    {
        var second = new InvalidOperationException("Broken too.");
        var announced = new List<Exception>();
        await using var host = await RequestHost.StartAsync(
            server,
            app =>
            {
                app.UseExceptionHandler("/oops");
                app.UseRouting();
                app.UseRequestExceptionSignal();
                app.MapGet("/", Throw);
                app.MapGet("/oops", IResult () => throw second);
            },
            services => services.AddReceivers(hub =>
                hub.On(RequestSignals.GotRequestException).Call(got => announced.Add(got.Exception))));

        await host.GetAsync("/");

        Assert.Same(_error, (await host.FinishedAsync()).Exception);
        Assert.Equal([_error, second], announced);
    }

    [Theory]
    [InlineData(Server.Kestrel, "text/html")]
    [InlineData(Server.Kestrel, "text/plain")]
    [InlineData(Server.TestServer, "text/html")]
    [InlineData(Server.TestServer, "text/plain")]
    public async Task The_developers_page_hides_nothing(Server server, string accept)
    {
        await using var host = await RequestHost.StartAsync(
            server, app => app.MapGet("/", Throw), environment: "Development");
        host.Client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));

        var response = await host.GetAsync("/");

        var finished = await host.FinishedAsync();
        Assert.Contains("Broken.", await response!.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["request_started", "got_request_exception", "request_finished"], host.Recorder.Names);
        Assert.Equal(500, finished.StatusCode);
        Assert.Same(_error, finished.Exception);
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task A_handler_that_ends_the_matter_hides_nothing(Server server)
    {
        await using var host = await RequestHost.StartAsync(
            server,
            app =>
            {
                app.UseExceptionHandler(_ => { });
                app.MapGet("/", Throw);
            },
            services => services.AddExceptionHandler<Conclusion>());

        var response = await host.GetAsync("/");

        await host.FinishedAsync();
        Assert.Equal(HttpStatusCode.BadGateway, response!.StatusCode);
        Assert.Equal(["request_started", "got_request_exception", "request_finished"], host.Recorder.Names);
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task A_middleware_that_swallows_exceptions_hides_none_from_the_inner_one(Server server)
    {
        await using var host = await RequestHost.StartAsync(server, app =>
        {
            app.Use(async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                catch (InvalidOperationException)
                {
                    context.Response.StatusCode = 503;
                }
            });
            app.UseRequestExceptionSignal();
            app.MapGet("/", Throw);
        });

        await host.GetAsync("/");

        Assert.Equal(503, (await host.FinishedAsync()).StatusCode);
        Assert.Equal(["request_started", "got_request_exception", "request_finished"], host.Recorder.Names);
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task An_exception_that_is_wrapped_on_its_way_out_is_announced_once(Server server)
    {
        await using var host = await RequestHost.StartAsync(server, app =>
        {
            app.Use(async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                catch (InvalidOperationException error)
                {
                    throw new InvalidOperationException("Wrapped.", error);
                }
            });
            app.UseRequestExceptionSignal();
            app.MapGet("/", Throw);
        });

        await host.GetAsync("/");

        await host.FinishedAsync();
        Assert.Same(_error, host.Recorder.Only<GotRequestException>().Exception);
    }

    [Theory]
    [InlineData(Server.Kestrel, false)]
    [InlineData(Server.Kestrel, true)]
    [InlineData(Server.TestServer, false)]
    [InlineData(Server.TestServer, true)]
    public async Task A_request_that_is_the_clients_fault_is_no_exception_of_the_sites(Server server, bool isHandled)
    {
        await using var host = await RequestHost.StartAsync(server, app =>
        {
            if (isHandled)
                UseErrorPage(app, isInner: true);
            app.MapGet("/", IResult () => throw new BadHttpRequestException("Too long.", 413));
        });

        await host.GetAsync("/");

        var finished = await host.FinishedAsync();
        Assert.Equal(["request_started", "request_finished"], host.Recorder.Names);
        Assert.Equal(isHandled ? 500 : 413, finished.StatusCode);
        Assert.IsType<BadHttpRequestException>(finished.Exception);
    }

    [Fact] // The test server hands such an exception to the client.
    public async Task An_exception_after_the_whole_pipeline_reaches_nobody_but_the_server()
    {
        await using var host = await RequestHost.StartAsync(Server.Kestrel, app => app.MapGet("/", context =>
        {
            context.Response.OnStarting(() => throw _error);
            return Task.CompletedTask;
        }));

        var response = await host.GetAsync("/");

        Assert.Equal(HttpStatusCode.InternalServerError, response!.StatusCode);
        Assert.Equal((500, null), ((await host.FinishedAsync()).StatusCode, host.Recorder.Only<RequestFinished>().Exception));
        Assert.Equal(["request_started", "request_finished"], host.Recorder.Names);
    }

    private IResult Throw() => throw _error;

    private void UseErrorPage(WebApplication app, bool isInner)
    {
        app.UseExceptionHandler("/oops");
        app.UseRouting();
        if (isInner)
            app.UseRequestExceptionSignal();
        app.MapGet("/broken/{id}", Throw);
        app.MapGet("/oops", (HttpContext context) =>
        {
            var announced = context.Items.ContainsKey("announced") ? "announced" : "silent";
            context.Response.Headers["Page"] =
                $"{context.Request.Path} {announced}, {context.Request.RouteValues["id"] ?? "no id"}";
            return "sorry";
        });
    }

    private sealed class Conclusion : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(
            HttpContext context, Exception exception, CancellationToken cancellationToken)
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            return ValueTask.FromResult(true);
        }
    }
}
