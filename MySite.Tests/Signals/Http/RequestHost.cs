using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MySite.Signals;
using MySite.Signals.Http;
using MySite.Tests.Support;

namespace MySite.Tests.Signals.Http;

/// <summary>A small site with request signals, on a real port or on the test server.</summary>
internal sealed class RequestHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RequestHost(
        Server server, Action<WebApplication> pipeline, Action<IServiceCollection>? more, string environment,
        bool records)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            EnvironmentName = environment,
            Args = ["--hostBuilder:reloadConfigOnChange=false", "--urls=http://127.0.0.1:0"],
        });
        if (server == Server.TestServer)
            builder.WebHost.UseTestServer();
        builder.Services.AddLogging(logging => logging.ClearProviders());
        builder.Services.AddSingleton<TimeProvider>(Clock);
        more?.Invoke(builder.Services);
        builder.Services.AddRequestSignals();
        if (records)
            builder.Services.AddReceivers(Record);

        _app = builder.Build();
        pipeline(_app);
    }

    internal Recorder Recorder { get; } = new();

    internal FakeTimeProvider Clock { get; } = new();

    internal IServiceProvider Services => _app.Services;

    internal HttpClient Client { get; private set; } = null!;

    internal static async Task<RequestHost> StartAsync(
        Server server, Action<WebApplication> pipeline, Action<IServiceCollection>? more = null,
        string environment = "Production", bool records = true)
    {
        var host = new RequestHost(server, pipeline, more, environment, records);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        host.Client = server == Server.TestServer
            ? host._app.GetTestClient()
            : new HttpClient { BaseAddress = new Uri(host._app.Urls.Single()) };
        return host;
    }

    /// <summary>The answer; the test server hands on the exception that Kestrel would turn into an answer.</summary>
    internal async Task<HttpResponseMessage?> GetAsync(string path)
    {
        try
        {
            return await Client.GetAsync(path, TestContext.Current.CancellationToken);
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or HttpRequestException)
        {
            return null;
        }
    }

    internal async Task<RequestFinished> FinishedAsync() => await Recorder.NextAsync<RequestFinished>();

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await _app.DisposeAsync();
    }

    private void Record(ISignalHub hub)
    {
        Recorder.Hear(hub, RequestSignals.RequestStarted);
        Recorder.Hear(hub, RequestSignals.GotRequestException);
        Recorder.Hear(hub, RequestSignals.RequestFinished);
    }
}
