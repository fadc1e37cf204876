using System.CommandLine;
using System.Text.Json;
using MySite.Signals;

namespace MySite.Admin;

internal sealed class SignalsCommand : Command
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Option<bool> _json = new("--json") { Description = "For programs." };

    public SignalsCommand(ISignalHub hub)
        : base("signals", "Lists every receiver by signal, and where it was connected: "
            + "those during the send, then after the commit, then in the background.")
    {
        Add(_json);
        SetAction(async (parsed, _) =>
        {
            var rows = hub.Connections
                .GroupBy(connection => connection.Signal)
                .SelectMany(signal => signal.OrderBy(connection => connection.Phase))
                .Select(SignalRow.Of)
                .ToArray();
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                parsed.GetValue(_json) ? JsonSerializer.Serialize(rows, Indented) : SignalRow.Table(rows));
        });
    }
}
