using System.Net.Sockets;
using Microsoft.Extensions.Options;
using MySite.Data;

namespace MySite;

/// <summary>Turns what a wrong setting, or a database left behind, throws into the one line that a person needs.</summary>
internal static class WrongSetting
{
    public static string? Describe(Exception error) => error switch
    {
        AggregateException all when all.InnerExceptions.All(inner => Describe(inner) is not null) =>
            string.Join(' ', all.InnerExceptions.Select(Describe)),
        OptionsValidationException wrong => "Wrong setting: " + OneLine(string.Join(' ', wrong.Failures.Select(Plain))),
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } unreadable =>
            "Wrong setting: " + OneLine(unreadable.Message),
        InvalidOperationException { Source: "Serilog.Settings.Configuration" } unreadable =>
            "Wrong setting: Serilog: " + OneLine(unreadable.Message),
        DatabaseBehindException or DatabaseUnavailableException => OneLine(error.Message),
        _ when IsListening(error) => "The site cannot listen: " + OneLine(error.Message),
        _ => null,
    };

    // An address that is none, a port that is taken or not allowed.
    private static bool IsListening(Exception error) => error is SocketException
        || (error is IOException or FormatException or InvalidOperationException
            && error.Source is "Microsoft.AspNetCore.Server.Kestrel.Core" or "Microsoft.AspNetCore.Http");

    // An annotation's own message stands at the end of a sentence about classes and members.
    private static string Plain(string failure)
    {
        const string Before = "with the error: '";
        var start = failure.IndexOf(Before, StringComparison.Ordinal);
        return start < 0 ? failure : failure[(start + Before.Length)..].TrimEnd('.', '\'') + ".";
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
