using System.CommandLine;

namespace MySite.Data;

internal sealed class MigrateCommand : Command
{
    public MigrateCommand(IServiceScopeFactory scopes)
        : base("migrate", "Creates the database, or brings it to the newest migration.")
    {
        SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = scopes.CreateAsyncScope();
            var migrator = scope.ServiceProvider.GetRequiredService<DatabaseMigrator>();
            var applied = await migrator.MigrateAsync(cancellationToken);
            foreach (var migration in applied)
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"Applied {migration}");
            if (applied.Count == 0)
                await parsed.InvocationConfiguration.Output.WriteLineAsync("No migrations to apply.");
        });
    }
}
