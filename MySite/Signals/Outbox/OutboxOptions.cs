using System.ComponentModel.DataAnnotations;

namespace MySite.Signals.Outbox;

/// <summary>How durable deliveries are retried. Section <c>Signals:Outbox</c>.</summary>
public sealed class OutboxOptions
{
    /// <summary>The section that <c>AddOutbox</c> binds.</summary>
    public const string Section = "Signals:Outbox";

    /// <summary>How often to look for deliveries that other servers stored or that are due again.</summary>
    /// <value>5 seconds unless set; new deliveries of this server do not wait for it.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = $"{Section}:{nameof(PollInterval)} must lie between 00:00:00.100 and 01:00:00.")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one receiver may take before it is cancelled and another server may try the same delivery.</summary>
    /// <value>5 minutes unless set.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = $"{Section}:{nameof(Lease)} must lie between 00:00:01 and 1.00:00:00.")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The wait after the first failed attempt; it doubles with each further one, give or take a fifth.</summary>
    /// <value>5 seconds unless set.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = $"{Section}:{nameof(FirstRetry)} must lie between 00:00:00.100 and 1.00:00:00.")]
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait between attempts; a delivery is never given up.</summary>
    /// <value>10 minutes unless set.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "7.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = $"{Section}:{nameof(LongestRetry)} must lie between 00:00:00.100 and 7.00:00:00.")]
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long deliveries stay in the table after they are done.</summary>
    /// <value>7 days unless set.</value>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = $"{Section}:{nameof(KeepDone)} must lie between 00:00:00 and 3650.00:00:00.")]
    public TimeSpan KeepDone { get; set; } = TimeSpan.FromDays(7);

    /// <summary>When to try again after <paramref name="attempts"/> failures.</summary>
    internal TimeSpan RetryAfter(int attempts, double chance)
    {
        var doubled = FirstRetry * Math.Pow(2, Math.Min(attempts - 1, 30));
        return (doubled < LongestRetry ? doubled : LongestRetry) * (0.8 + (0.4 * chance));
    }
}
