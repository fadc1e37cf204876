using System.CommandLine;
using Microsoft.Extensions.Options;
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
            var purged = await scope.ServiceProvider.GetRequiredService<IOutboxStore>()
                .PurgeAsync(now - options.KeepDone, now - options.KeepDead, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{Count.Of(purged, "delivery", "deliveries")} purged.");
        });
    }
}
