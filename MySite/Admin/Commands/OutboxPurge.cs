using System.CommandLine;
using Microsoft.Extensions.Options;
using MySite.Admin.Outbox;
using MySite.Data;
using MySite.Shared;
using MySite.Signals.Outbox;

namespace MySite.Admin.Commands;

/// <summary>What a running site does every hour, at once.</summary>
internal sealed class OutboxPurge : Command
{
    public OutboxPurge(IServiceScopeFactory scopes, TimeProvider clock)
        : base("purge", "Deletes what was done longer ago than Signals:Outbox:KeepDone, or dead longer than KeepDead.")
    {
        SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = await scopes.CreatePreparedScopeAsync(cancellationToken);
            var options = scope.ServiceProvider.GetRequiredService<IOptions<OutboxOptions>>().Value;
            var now = clock.GetUtcNow();
            var (doneBefore, deadBefore) = (now - options.KeepDone, now - options.KeepDead);
            var purged = await scope.ServiceProvider.GetRequiredService<IOutboxStore>()
                .PurgeAsync(doneBefore, deadBefore, cancellationToken);
            // What is gone is recorded, even if somebody has lost their patience.
            if (purged > 0)
                await scope.ServiceProvider.GetRequiredService<DeliveryLog>()
                    .WritePurgeAsync(purged, doneBefore, deadBefore, now, CancellationToken.None);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{Count.Of(purged, "delivery", "deliveries")} purged.");
        });
    }
}
