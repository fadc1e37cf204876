using System.CommandLine;
using System.Text.Json;
using MySite.Signals;

namespace MySite.Admin.Commands;

/// <summary>Shows what is wired; its subcommand explains one signal.</summary>
internal sealed class SignalsCommand : Command
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Option<bool> _json = new("--json") { Description = "For programs." };
    private readonly Option<bool> _markdown = new("--markdown")
    {
        Description = $"For documents: what {SignalMarkdown.File} holds, without line numbers.",
    };

    public SignalsCommand(ISignalHub hub, IServiceScopeFactory scopes)
        : base("signals", "Lists every receiver by signal, and where it was connected: "
            + "those during the send, then after the transaction, then in the background.")
    {
        Add(_json);
        Add(_markdown);
        Add(new ExplainCommand(hub, scopes));
        Validators.Add(command =>
        {
            if (command.GetResult(_json) is { Implicit: false } && command.GetResult(_markdown) is { Implicit: false })
                command.AddError("Say either --json or --markdown.");
        });
        SetAction((parsed, _) => parsed.InvocationConfiguration.Output.WriteLineAsync(
            parsed.GetValue(_markdown) ? SignalMarkdown.Of(hub.Connections)
            : parsed.GetValue(_json) ? JsonSerializer.Serialize(SignalRow.All(hub.Connections), Indented)
            : SignalRow.Table(SignalRow.All(hub.Connections))));
    }
}
