namespace MySite.Benchmarks.Inside;

/// <summary>The environment variables that tell a site under measurement what else to do.</summary>
internal static class InsideVariables
{
    /// <summary>The port at which the driver waits for <see cref="GaugeAnswers"/>.</summary>
    public const string Gauge = "MYSITE_BENCHMARK_GAUGE";

    /// <summary>The file for <see cref="LiveMemory"/>.</summary>
    public const string Memory = "MYSITE_BENCHMARK_MEMORY";

    /// <summary>Anything: <see cref="HubRemoval"/>.</summary>
    public const string HubRemoved = "MYSITE_BENCHMARK_HUB_REMOVED";

    /// <summary>How many of <see cref="MoreReceivers"/>.</summary>
    public const string Receivers = "MYSITE_BENCHMARK_RECEIVERS";
}
