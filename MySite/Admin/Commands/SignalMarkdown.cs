using MySite.Admin.SignalMap;
using MySite.Signals;

namespace MySite.Admin.Commands;

/// <summary>The wiring as a page whose differences are those of the wiring: sorted by name, without line numbers.</summary>
internal static class SignalMarkdown
{
    public const string File = "docs/signals.md";

    // With a launch profile, dotnet run says so first, on the output.
    /// <summary>What writes the page anew.</summary>
    public const string Renewal = $"dotnet run --no-launch-profile --project MySite -- signals --markdown > {File}";

    private const string Head = $"""
        # What is wired

        Every signal that somebody listens to, and its receivers in the order in which they run. `signals` shows the same with
        line numbers; `signals explain post_save --sender User` says who would run, and why the others would not.

        This page is generated, and a test compares it with the wiring. To renew it:

        ```sh
        {Renewal}
        ```
        """;

    public static string Of(IEnumerable<SignalConnection> connections) => string.Join('\n', connections
        .GroupBy(connection => connection.Signal.Name).OrderBy(signal => signal.Key, StringComparer.Ordinal)
        .SelectMany(Section).Prepend(Head.ReplaceLineEndings("\n")));

    private static IEnumerable<string> Section(IGrouping<string, SignalConnection> signal) =>
    [
        "", $"## `{signal.Key}`", "",
        "| sender | receiver | phase | priority | key | condition | file |",
        "|---|---|---|---|---|---|---|",
        .. signal.OrderBy(OwnerOf, StringComparer.Ordinal).ThenBy(connection => PhaseOrder.Of(connection.Phase)).Select(Row),
    ];

    // Signals of one name have no order among each other but that in which the program came across them.
    private static string OwnerOf(SignalConnection connection) => connection.Signal.ToString();

    private static string Row(SignalConnection connection) => $"| {string.Join(" | ",
        SignalRow.SenderOf(connection) is { } sender ? Code(sender) : "any",
        Code(connection.Receiver),
        connection.Phase,
        connection.Priority == 0 ? "" : SignalRow.PriorityOf(connection.Priority),
        connection.Key is { } key ? Code(key) : "",
        SignalRow.ConditionOf(connection) is { } condition ? Code(condition) : "",
        Code(SignalRow.FileOf(connection)))} |";

    private static string Code(string text)
    {
        var code = text.Replace("|", @"\|", StringComparison.Ordinal);
        // A code that ends with a fence needs a space before its own.
        return code.Contains('`') ? $"``{code} ``" : $"`{code}`";
    }
}
