using System.ComponentModel.DataAnnotations;

namespace MySite.Signals.Diagnostics;

/// <summary>What a <see cref="SignalMonitor"/> keeps. Section <c>Signals:Trace</c>.</summary>
public sealed class SignalMonitorOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Signals:Trace";

    /// <summary>Whether anything is seen at all. Without, a hub sends on its shortest way, and the monitor stays empty.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many traces are kept; the oldest give way. 0 keeps none.</summary>
    [Range(0, 100_000, ErrorMessage = $"{Section}:{nameof(Traces)} must lie between 0 and 100000.")]
    public int Traces { get; set; } = 200;

    /// <summary>How many events one trace holds; later ones are counted and dropped.</summary>
    [Range(1, 100_000, ErrorMessage = $"{Section}:{nameof(Events)} must lie between 1 and 100000.")]
    public int Events { get; set; } = 1_000;

    /// <summary>The share of requests, jobs and commands that are traced, from 0 (none) to 1 (all).</summary>
    [Range(0.0, 1.0, ErrorMessage = $"{Section}:{nameof(Sample)} must lie between 0 and 1.")]
    public double Sample { get; set; } = 1;

    /// <summary>
    /// How many of the same name (<c>GET /polls/7/</c>) are traced in one second; 0 sets no limit. What comes seldom is seen each
    /// time, and what comes by the thousands neither pushes it out of what is kept nor pays for traces that nobody can read.
    /// Names that differ only in parts with a digit, between slashes, are the same.
    /// </summary>
    [Range(0, 1_000_000, ErrorMessage = $"{Section}:{nameof(PerSecond)} must lie between 0 and 1000000.")]
    public int PerSecond { get; set; } = 20;
}
