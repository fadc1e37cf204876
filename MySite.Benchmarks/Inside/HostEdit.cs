using System.Diagnostics;

namespace MySite.Benchmarks.Inside;

/// <summary>Changes the services of a host that is about to be built, as WebApplicationFactory does.</summary>
internal sealed class HostEdit(Action<HostBuilderContext, IServiceCollection> edit)
    : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    public static void Apply(Action<HostBuilderContext, IServiceCollection> edit) =>
        DiagnosticListener.AllListeners.Subscribe(new HostEdit(edit));

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "HostBuilding", Value: IHostBuilder host })
            host.ConfigureServices(edit);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
