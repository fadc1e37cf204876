namespace MySite.Signals.EntityFramework;

/// <summary>Knows the root of the container, whose services are not for receivers: they would never be disposed.</summary>
internal sealed class RootServices(IServiceProvider root)
{
    public bool Are(IServiceProvider services) => ReferenceEquals(services.GetService<IServiceProvider>(), root);
}
