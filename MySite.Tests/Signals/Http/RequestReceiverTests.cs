using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.Http;

namespace MySite.Tests.Signals.Http;

public sealed class RequestReceiverTests
{
    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task A_receiver_that_fails_at_the_start_fails_the_request_before_anything_is_done(Server server)
    {
        var reached = false;
        await using var host = await RequestHost.StartAsync(
            server,
            app => app.MapGet("/", () => reached = true),
            services => services.AddReceivers(hub =>
                hub.On(RequestSignals.RequestStarted).Call(_ => throw new InvalidOperationException("No."))));

        await host.GetAsync("/");

        var finished = await host.FinishedAsync();
        Assert.False(reached);
        Assert.Equal((500, "No."), (finished.StatusCode, finished.Exception?.Message));
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task T78_A_receiver_that_fails_on_an_exception_does_not_replace_the_error_page(Server server)
    {
        await using var host = await RequestHost.StartAsync(
            server,
            app =>
            {
                app.UseExceptionHandler(error => error.Run(context => context.Response.WriteAsync("sorry")));
                app.MapGet("/", IResult () => throw new InvalidOperationException("Broken."));
            },
            services => services.AddReceivers(hub =>
                hub.On(RequestSignals.GotRequestException).Call(_ => throw new InvalidOperationException("Me too."))));

        var response = await host.GetAsync("/");

        Assert.Equal(HttpStatusCode.InternalServerError, response!.StatusCode);
        Assert.Equal("sorry", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await host.FinishedAsync();
        Assert.Equal(["request_started", "got_request_exception", "request_finished"], host.Recorder.Names);
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task A_receiver_that_is_slow_at_the_end_keeps_no_byte_from_the_client(Server server)
    {
        var goOn = new TaskCompletionSource();
        await using var host = await RequestHost.StartAsync(
            server,
            app => app.MapGet("/", () => "hello"),
            services => services.AddReceivers(hub => hub.On(RequestSignals.RequestFinished)
                .Call(async (_, _) => await goOn.Task)));

        var response = await host.GetAsync("/");

        Assert.Equal("hello", await response!.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["request_started"], host.Recorder.Names);
        goOn.SetResult();
        Assert.Equal(200, (await host.FinishedAsync()).StatusCode);
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task Services_find_the_request_at_its_end(Server server)
    {
        bool? isFound = null;
        await using var host = await RequestHost.StartAsync(
            server,
            app => app.MapGet("/", () => "hello"),
            services => services.AddHttpContextAccessor().AddReceivers(hub =>
                hub.On(RequestSignals.RequestFinished).Call(finished => isFound = ReferenceEquals(
                    finished.Context,
                    finished.Context.RequestServices.GetRequiredService<IHttpContextAccessor>().HttpContext))));

        await host.GetAsync("/");

        await host.FinishedAsync();
        Assert.True(isFound);
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task A_receiver_that_fails_at_the_end_stops_neither_the_others_nor_the_response(Server server)
    {
        await using var host = await RequestHost.StartAsync(
            server,
            app => app.MapGet("/", () => "hello"),
            services => services.AddReceivers(hub =>
                hub.On(RequestSignals.RequestFinished).Call(_ => throw new InvalidOperationException("No."))));

        var response = await host.GetAsync("/");

        Assert.Equal("hello", await response!.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(200, (await host.FinishedAsync()).StatusCode);
    }

    [Theory]
    [InlineData(Server.Kestrel, "/")]
    [InlineData(Server.Kestrel, "/broken")]
    [InlineData(Server.TestServer, "/")]
    [InlineData(Server.TestServer, "/broken")]
    public async Task Receivers_share_the_requests_services_to_the_very_end(Server server, string path)
    {
        var notes = new List<string>();
        await using var host = await RequestHost.StartAsync(
            server,
            app =>
            {
                app.MapGet("/", (Notebook notebook) => notebook.Write("handler"));
                app.MapGet("/broken", IResult (Notebook notebook) =>
                {
                    notebook.Write("handler");
                    throw new InvalidOperationException("Broken.");
                });
            },
            services =>
            {
                services.AddSingleton(notes).AddScoped<Notebook>();
                services.AddReceivers(hub =>
                {
                    hub.On(RequestSignals.RequestStarted).Call<NoteStart>();
                    hub.On(RequestSignals.RequestFinished).Call<NoteFinish>();
                });
            });

        await host.GetAsync(path);

        await host.FinishedAsync();
        Assert.Equal(["start 1", "handler 2", "finish 3"], notes);
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task Receivers_of_an_exception_do_not_share_what_failed(Server server)
    {
        var notes = new List<string>();
        await using var host = await RequestHost.StartAsync(
            server,
            app => app.MapGet("/", IResult (Notebook notebook) =>
            {
                notebook.Write("handler");
                throw new InvalidOperationException("Broken.");
            }),
            services =>
            {
                services.AddSingleton(notes).AddScoped<Notebook>();
                services.AddReceivers(hub => hub.On(RequestSignals.GotRequestException).Call<NoteException>());
            });

        await host.GetAsync("/");

        await host.FinishedAsync();
        Assert.Equal(["handler 1", "exception 1"], notes);
    }

    [Fact]
    public async Task Kestrel_has_sent_its_own_error_response_when_the_request_finishes()
    {
        var status = 0;
        await using var host = await RequestHost.StartAsync(
            Server.Kestrel,
            app => app.MapGet("/", IResult () => throw new InvalidOperationException("Broken.")),
            services => services.AddReceivers(hub =>
                hub.On(RequestSignals.RequestFinished).Call(end => status = end.Context.Response.StatusCode)));

        await host.GetAsync("/");

        await host.FinishedAsync();
        Assert.Equal(500, status);
    }

    [Theory]
    [InlineData(Server.Kestrel)]
    [InlineData(Server.TestServer)]
    public async Task When_nobody_listens_to_the_end_nothing_is_remembered(Server server)
    {
        RequestProgress? progress = null;
        await using var host = await RequestHost.StartAsync(
            server,
            app => app.MapGet("/", (HttpContext context) =>
            {
                progress = context.Features.Get<RequestProgress>();
                return "hello";
            }),
            services => services.AddReceivers(hub => hub.On(RequestSignals.RequestStarted).Call(_ => { })),
            records: false);

        await host.GetAsync("/");

        Assert.Null(progress);
    }

    [Fact]
    public async Task When_nobody_listens_nothing_is_allocated()
    {
        await using var host = await RequestHost.StartAsync(Server.TestServer, _ => { }, records: false);
        var observer = host.Services.GetRequiredService<RequestObserver>();
        var inner = new RequestExceptionMiddleware(_ => Task.CompletedTask, observer);
        var outer = new RequestSignalMiddleware(inner.InvokeAsync, observer);
        var context = new DefaultHttpContext();
        await outer.InvokeAsync(context);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var request = outer.InvokeAsync(context);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        await request;
        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task Adding_the_signals_again_changes_nothing()
    {
        await using var host = await RequestHost.StartAsync(
            Server.TestServer, app => app.MapGet("/", () => ""), services => services.AddRequestSignals());

        await host.GetAsync("/");

        await host.FinishedAsync();
        Assert.Equal(["request_started", "request_finished"], host.Recorder.Names);
    }

    [Fact]
    public void The_inner_middleware_alone_is_refused_with_the_remedy()
    {
        var app = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());

        var error = Assert.Throws<InvalidOperationException>(() => app.UseRequestExceptionSignal());

        Assert.Equal("UseRequestExceptionSignal needs services.AddRequestSignals().", error.Message);
    }

    private sealed class Notebook(List<string> notes) : IDisposable
    {
        private int _lines;
        private bool _isClosed;

        internal void Write(string note) => notes.Add(_isClosed ? $"{note} too late" : $"{note} {++_lines}");

        public void Dispose() => _isClosed = true;
    }

    private sealed class NoteStart(Notebook notebook) : IReceiver<RequestStarted>
    {
        public ValueTask ReceiveAsync(RequestStarted payload, CancellationToken cancellationToken)
        {
            notebook.Write("start");
            return default;
        }
    }

    private sealed class NoteFinish(Notebook notebook) : IReceiver<RequestFinished>
    {
        public ValueTask ReceiveAsync(RequestFinished payload, CancellationToken cancellationToken)
        {
            notebook.Write("finish");
            return default;
        }
    }

    private sealed class NoteException(Notebook notebook) : IReceiver<GotRequestException>
    {
        public ValueTask ReceiveAsync(GotRequestException payload, CancellationToken cancellationToken)
        {
            notebook.Write("exception");
            return default;
        }
    }
}
