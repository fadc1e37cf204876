using MySite.Benchmarks.Inside;

/// <summary>Runs inside of a site that is measured, started by <c>DOTNET_STARTUP_HOOKS</c>.</summary>
#pragma warning disable CA1050 // The runtime asks for this name, in no namespace.
internal static class StartupHook
#pragma warning restore CA1050
{
    public static void Initialize()
    {
        if (Chosen(InsideVariables.Gauge) is { } port)
            GaugeAnswers.Start(port);
        if (Chosen(InsideVariables.Memory) is { } file)
            _ = LiveMemory.WriteAsync(file);
        if (Chosen(InsideVariables.HubRemoved) is not null)
            HostEdit.Apply(HubRemoval.Apply);
        if (Chosen(InsideVariables.Receivers) is { } number)
            HostEdit.Apply((_, services) => MoreReceivers.Connect(services, number));
    }

    private static string? Chosen(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
