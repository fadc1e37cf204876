using System.CommandLine;
using System.CommandLine.Parsing;
using MySite.Shared;
using MySite.Signals.Diagnostics;

namespace MySite;

/// <summary>Runs the site, or one of the commands that the rooms have registered (Django's <c>manage.py</c>).</summary>
internal static class CommandLine
{
    private static readonly string[] Questions = ["--help", "-h", "-?", "--version"];

    private static readonly string[] HostSettings =
        ["urls", "http_ports", "https_ports", "environment", "contentRoot", "applicationName"];

    public static async Task<int> RunSiteAsync(this WebApplication app, string[] args)
    {
        var (_, words) = Split(args);
        if (words.Length == 0)
        {
            await app.RunAsync();
            return 0;
        }

        // As RunAsync does at its end.
        await using var ends = app;
        var root = new RootCommand(
            $"The polls site. Without a command it runs, on {SiteHost.DefaultUrl}. " +
            "Settings are given as --Section:Name=value, before or after the command.");
        foreach (var command in app.Services.GetServices<Command>().OrderBy(command => command.Name, StringComparer.Ordinal))
            root.Add(command);
        var traced = new TracedCommand(
            app.Services.GetRequiredService<SignalMonitor>(), app.Services.GetRequiredService<RunningCommand>());
        root.Add(traced.Asked);
        var parsed = root.Parse(words);
        return await traced.RunAsync(parsed, NameOf(parsed.CommandResult));
    }

    /// <summary>Parts what is for the host from the command and its options; without a command all is for the host.</summary>
    public static (string[] Settings, string[] Words) Split(string[] args)
    {
        List<string> settings = [], words = [];
        for (var index = 0; index < args.Length; index++)
        {
            if (!IsSetting(args[index], beforeCommand: words.Count == 0))
            {
                words.Add(args[index]);
                continue;
            }
            settings.Add(args[index]);
            // The host takes what follows a name without "=" as its value.
            if (!args[index].Contains('=') && index + 1 < args.Length)
                settings.Add(args[++index]);
        }
        return ([.. settings], [.. words]);
    }

    private static string NameOf(CommandResult command) => command.Parent is CommandResult { Parent: not null } above
        ? $"{NameOf(above)} {command.Command.Name}"
        : command.Command.Name;

    private static bool IsSetting(string argument, bool beforeCommand)
    {
        if (!argument.StartsWith('-') || Questions.Contains(argument))
            return false;
        var name = argument.Split('=')[0].TrimStart('-');
        return beforeCommand || name.Contains(':') || HostSettings.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
