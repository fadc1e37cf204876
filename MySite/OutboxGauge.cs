using System.Diagnostics.Metrics;
using MySite.Signals.Diagnostics;
using MySite.Signals.Outbox;

namespace MySite;

/// <summary>Measures how full the outbox is, by a look at its table now and then.</summary>
internal sealed partial class OutboxGauge(
    IServiceScopeFactory scopes, IMeterFactory meters, TimeProvider clock, ILogger<OutboxGauge> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private OutboxCounts? _counts;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        meters.Create(SignalTelemetry.Name).CreateObservableGauge(
            "mysite.outbox.deliveries", Measure, "{delivery}", "Deliveries that wait, and those that were given up.");
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
            _counts = await scope.ServiceProvider.GetRequiredService<IOutboxAdmin>().CountAsync(cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            _counts = null;
            LogFailed(error);
        }
    }

    private IEnumerable<Measurement<int>> Measure() => _counts is not { } counts
        ? []
        : [Of("waiting", counts.Waiting), Of("dead", counts.Dead)];

    private static Measurement<int> Of(string state, int count) =>
        new(count, new KeyValuePair<string, object?>("mysite.outbox.state", state));

    [LoggerMessage(LogLevel.Warning, "The outbox could not be counted")]
    private partial void LogFailed(Exception error);
}
