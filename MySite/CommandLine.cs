using System.CommandLine;

namespace MySite;

/// <summary>Runs the site, or one of the commands that the rooms have registered (Django's <c>manage.py</c>).</summary>
internal static class CommandLine
{
    private static readonly string[] Questions = ["--help", "-h", "-?", "--version"];

    public static async Task<int> RunSiteAsync(this WebApplication app, string[] args)
    {
        if (!IsCommand(args))
        {
            await app.RunAsync();
            return 0;
        }

        var root = new RootCommand(
            $"The polls site. Without a command it runs, on {SiteHost.DefaultUrl}; settings are given as --Section:Name=value.");
        foreach (var command in app.Services.GetServices<Command>().OrderBy(command => command.Name, StringComparer.Ordinal))
            root.Add(command);
        return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    // Whatever else starts with a dash is a setting for the host.
    public static bool IsCommand(string[] args) =>
        args.Length > 0 && (!args[0].StartsWith('-') || Questions.Contains(args[0]));
}
