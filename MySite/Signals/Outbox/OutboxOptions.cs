using System.ComponentModel.DataAnnotations;

namespace MySite.Signals.Outbox;

/// <summary>How durable deliveries and broadcasts are made. Section <c>Signals:Outbox</c>.</summary>
public sealed class OutboxOptions
{
    /// <summary>The section that <c>AddOutbox</c> binds.</summary>
    public const string Section = "Signals:Outbox";

    /// <summary>How often to look for what other servers stored, and for deliveries that are due again.</summary>
    /// <value>5 seconds unless set; new deliveries of this server do not wait for it.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = $"{Section}:{nameof(PollInterval)} must lie between 00:00:00.100 and 01:00:00.")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a new delivery is left alone: the request that stored it ends first, in place of waiting for the database behind
    /// its own deliveries, and what is stored meanwhile is claimed along with it.
    /// </summary>
    /// <value>10 milliseconds unless set.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10", ParseLimitsInInvariantCulture = true,
        ErrorMessage = $"{Section}:{nameof(Linger)} must lie between 00:00:00 and 00:00:10.")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How many receivers of this process run at the same time.</summary>
    /// <value>
    /// 4 unless set. A server that is killed makes others repeat at most as many deliveries. SQLite writes one at a time, so
    /// more helps there only where receivers wait for something else.
    /// </value>
    [Range(1, 256, ErrorMessage = $"{Section}:{nameof(Concurrency)} must lie between 1 and 256.")]
    public int Concurrency { get; set; } = 4;

    /// <summary>How long a claim lasts; it is renewed while the receiver runs, at every third of this time.</summary>
    /// <value>
    /// 30 seconds unless set: what a killed server had claimed waits that long. The servers' clocks may differ by half of it.
    /// </value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = $"{Section}:{nameof(Lease)} must lie between 00:00:01 and 1.00:00:00.")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one receiver may take before it is cancelled and its attempt counts as failed.</summary>
    /// <value>5 minutes unless set. One that does not heed its cancellation is left behind after a lease more.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = $"{Section}:{nameof(ReceiverTimeout)} must lie between 00:00:00.100 and 1.00:00:00.")]
    public TimeSpan ReceiverTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The wait after the first failed attempt; it doubles with each further one, give or take a fifth.</summary>
    /// <value>5 seconds unless set.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = $"{Section}:{nameof(FirstRetry)} must lie between 00:00:00.100 and 1.00:00:00.")]
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait between attempts, give or take a fifth.</summary>
    /// <value>10 minutes unless set.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "7.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = $"{Section}:{nameof(LongestRetry)} must lie between 00:00:00.100 and 7.00:00:00.")]
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>After how many failed attempts a delivery is dead: kept with its error, and tried no more.</summary>
    /// <value>
    /// 500 unless set. With the default waits that is 5 + 10 + … + 320 seconds and 492 times 10 minutes: three days and ten
    /// hours, at least two days and seventeen hours if chance makes every wait short. A mail server may be down for so long.
    /// </value>
    [Range(1, 1_000_000, ErrorMessage = $"{Section}:{nameof(MaxAttempts)} must lie between 1 and 1000000.")]
    public int MaxAttempts { get; set; } = 500;

    /// <summary>
    /// After how many misses a delivery is dead: a server misses one whose receiver it does not know or whose payload it does
    /// not understand, and no attempt is counted.
    /// </summary>
    /// <value>
    /// 10 unless set. With the default waits, that leaves at least 24 minutes for the servers of a rolling deployment to
    /// become those that understand it.
    /// </value>
    [Range(1, 1_000_000, ErrorMessage = $"{Section}:{nameof(MaxMisses)} must lie between 1 and 1000000.")]
    public int MaxMisses { get; set; } = 10;

    /// <summary>How long deliveries stay in the table after they are done.</summary>
    /// <value>7 days unless set.</value>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = $"{Section}:{nameof(KeepDone)} must lie between 00:00:00 and 3650.00:00:00.")]
    public TimeSpan KeepDone { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long deliveries stay in the table after they died.</summary>
    /// <value>90 days unless set.</value>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = $"{Section}:{nameof(KeepDead)} must lie between 00:00:00 and 3650.00:00:00.")]
    public TimeSpan KeepDead { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// How far back a process looks for broadcasts: as long as a sender's transaction may take, and its clock may differ.
    /// </summary>
    /// <value>2 minutes unless set.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = $"{Section}:{nameof(BroadcastLookBack)} must lie between 00:00:01 and 1.00:00:00.")]
    public TimeSpan BroadcastLookBack { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often one process tries a broadcast whose receiver fails; the last error is logged.</summary>
    /// <value>5 unless set, with the waits of durable deliveries.</value>
    [Range(1, 1000, ErrorMessage = $"{Section}:{nameof(BroadcastAttempts)} must lie between 1 and 1000.")]
    public int BroadcastAttempts { get; set; } = 5;

    /// <summary>
    /// How long broadcasts stay in the table: a process that cannot reach it for longer may miss some, and says so.
    /// </summary>
    /// <value>1 hour unless set; never less than twice <see cref="BroadcastLookBack"/>.</value>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = $"{Section}:{nameof(KeepBroadcasts)} must lie between 00:00:01 and 3650.00:00:00.")]
    public TimeSpan KeepBroadcasts { get; set; } = TimeSpan.FromHours(1);

    internal TimeSpan BroadcastsKept => KeepBroadcasts > 2 * BroadcastLookBack ? KeepBroadcasts : 2 * BroadcastLookBack;

    /// <summary>When to try again after <paramref name="attempts"/> failures.</summary>
    internal TimeSpan RetryAfter(int attempts, double chance)
    {
        var doubled = FirstRetry * Math.Pow(2, Math.Min(attempts - 1, 30));
        return (doubled < LongestRetry ? doubled : LongestRetry) * (0.8 + (0.4 * chance));
    }
}
