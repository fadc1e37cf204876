using System.CommandLine;
using System.Text.Json;
using MySite.Signals;

namespace MySite.Admin;

internal sealed class SignalsCommand : Command
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Option<bool> _json = new("--json") { Description = "For programs." };

    public SignalsCommand(ISignalHub hub, IHostEnvironment environment)
        : base("signals", "Lists every receiver in the order in which it runs, and where it was connected.")
    {
        Add(_json);
        SetAction(async (parsed, _) =>
        {
            var rows = hub.Connections.Select(connection => SignalRow.Of(connection, environment.ContentRootPath)).ToArray();
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                parsed.GetValue(_json) ? JsonSerializer.Serialize(rows, Indented) : SignalRow.Table(rows));
        });
    }
}
