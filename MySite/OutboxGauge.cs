using System.Diagnostics.Metrics;
using MySite.Signals.Diagnostics;
using MySite.Signals.Outbox;

namespace MySite;

/// <summary>Measures how full the outbox is, by a look at its table now and then.</summary>
internal sealed partial class OutboxGauge(
    IServiceScopeFactory scopes, IMeterFactory meters, TimeProvider clock, ILogger<OutboxGauge> logger) : BackgroundService
{
    /// <summary>Of those that wait and of the dead no more than so many are counted at a look.</summary>
    public const int Cap = 10_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private OutboxCounts? _counts;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var meter = meters.Create(SignalTelemetry.Name);
        // Not to be added up: every server measures the same table.
        meter.CreateObservableGauge(
            "mysite.outbox.delivery.count", Counts, "{delivery}",
            $"Deliveries that wait or run, and those that were given up; {Cap} stands for as many or more.");
        meter.CreateObservableGauge(
            "mysite.outbox.delivery.oldest_age", Age, "s",
            "How long ago the oldest delivery that is neither made nor given up was stored; 0 if there is none.");
        using var ticks = new PeriodicTimer(Interval, clock);
        try
        {
            do
                await LookAsync(stoppingToken);
            while (await ticks.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            _counts = await scope.ServiceProvider.GetRequiredService<IOutboxAdmin>().CountAsync(Cap, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            _counts = null;
            LogFailed(error);
        }
    }

    private IEnumerable<Measurement<int>> Counts() => _counts is not { } counts
        ? []
        : [Of("waiting", counts.Waiting), Of("dead", counts.Dead)];

    private IEnumerable<Measurement<double>> Age() => _counts is not { } counts
        ? []
        : [new(counts.OldestWaiting is { } stored ? Math.Max(0, (clock.GetUtcNow() - stored).TotalSeconds) : 0)];

    private static Measurement<int> Of(string state, int count) =>
        new(count, new KeyValuePair<string, object?>("mysite.outbox.delivery.state", state));

    [LoggerMessage(LogLevel.Warning, "The outbox could not be counted")]
    private partial void LogFailed(Exception error);
}
