using System.Text.RegularExpressions;

namespace MySite.Tests.Architecture;

/// <summary>Who may name whom. A name counts with or without "MySite." before it.</summary>
internal static partial class RoomRules
{
    private const string UserModel = "Accounts.User";

    private static readonly Dictionary<string, string[]> MayName = new()
    {
        ["Signals"] = [],
        ["Email"] = [],
        ["Data"] = ["Signals", UserModel],
        ["Accounts"] = ["Data", "Email", "Signals"],
        ["Polls"] = ["Data", "Signals", UserModel],
        ["Shared"] = ["Signals", "Accounts.StaffClaim"],
        ["Admin"] = ["Accounts", "Data", "Email", "Polls", "Signals"],
        ["Toolbar"] = ["Accounts", "Admin", "Data", "Email", "Polls", "Signals"],
    };

    // The frame is there for the rooms with pages; libraries do without.
    private static readonly string[] Libraries = ["Signals", "Email"];

    public static IEnumerable<string> ViolationsIn(SourceFile file) =>
        MayName.TryGetValue(file.Room, out var allowed)
            ? NamesIn(file.Text).Where(name => !IsAllowed(name, file, allowed)).Distinct()
                .Select(name => $"{file.Path} names {name}")
            : [];

    private static bool IsAllowed(string name, SourceFile file, string[] allowed)
    {
        var room = name.Split('.')[0];
        if (room == "Shared")
            return !Libraries.Contains(file.Room);
        return room == file.Room || allowed.Contains(room) || allowed.Contains(name)
            || (file.Room == "Polls" && room == "Email" && IsReceiver(file.Path));
    }

    private static bool IsReceiver(string path) => path.Contains("/Receivers/", StringComparison.Ordinal);

    private static IEnumerable<string> NamesIn(string text) =>
        Names().Matches(text).Select(match => match.Groups["name"].Value);

    [GeneratedRegex("""
        (?<![\w."/~@{-]) (?: (?:global::)? MySite\. | (?=\w+\.) )
        (?<name> (?:Signals|Data|Email|Accounts|Polls|Admin|Shared|Toolbar) (?:\.[A-Z]\w*)? ) \b
        | @using \s+ MySite\. (?<name> (?:Signals|Data|Email|Accounts|Polls|Admin|Shared|Toolbar) (?:\.[A-Z]\w*)? ) \b
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Names();
}
