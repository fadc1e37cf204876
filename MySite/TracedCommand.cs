using System.CommandLine;
using System.Diagnostics;
using MySite.Admin.Commands;
using MySite.Shared;
using MySite.Signals.Diagnostics;

namespace MySite;

/// <summary>Runs a command, and tells what was sent in it if one asks: no page can, since its process is gone.</summary>
internal sealed class TracedCommand(SignalMonitor monitor, RunningCommand running)
{
    public Option<bool> Asked { get; } = new("--trace")
    {
        Description = "Tells afterwards which signals the command has sent, and what became of them.",
        Recursive = true,
    };

    public async Task<int> RunAsync(ParseResult parsed, string name)
    {
        running.Name = name;
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        // Gives the lines of the log a trace id, as the server gives those of a request.
        using var span = new Activity($"command {name}").Start();
        var ends = monitor.Begin("command", name, out var trace);
        try
        {
            var code = await parsed.InvokeAsync(configuration);
            trace?.Result = $"{code}";
            trace?.HasFailed = code != 0;
            return code;
        }
        catch
        {
            trace?.HasFailed = true;
            throw;
        }
        finally
        {
            ends?.Dispose();
            // What the command answers stays alone on the output.
            if (parsed.GetValue(Asked))
                await configuration.Error.WriteLineAsync(TraceText.Of(trace, monitor));
        }
    }
}
