using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MySite.Data;

namespace MySite.Accounts.LogIns;

/// <summary>Forgets log-ins once they are old.</summary>
internal sealed partial class LogInPurge(
    IServiceScopeFactory scopes, IOptions<AccountsOptions> options, TimeProvider clock, ILogger<LogInPurge> logger)
    : BackgroundService
{
    private const int Part = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryPurgeAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The site stops; one whose start fails would report it as an error of this service.
        }
    }

    private async Task TryPurgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PurgeAsync(cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The next hour comes, and nobody waits for this.
            Failed(error);
        }
    }

    // In parts, and none where there is nothing: SQLite lets nobody else write meanwhile.
    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var before = clock.GetUtcNow() - options.Value.LogInHistory;
        var old = scope.ServiceProvider.GetRequiredService<SiteDbContext>().Set<LogInRecord>()
            .Where(record => record.Time < before);
        for (var part = Part; part == Part && await old.AnyAsync(cancellationToken);)
            part = await old.Take(Part).ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "Old log-ins could not be deleted")]
    private partial void Failed(Exception error);
}
