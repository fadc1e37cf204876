namespace MySite.Accounts.LogIns;

/// <summary>What people call the program that sends a <c>User-Agent</c>: "Firefox on Linux".</summary>
/// <remarks>A handful of names. Most browsers pretend to be several others, so the order matters.</remarks>
internal static class BrowserName
{
    public const string Unknown = "Another program";

    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"), ("iPad", "iPad"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent)
    {
        var system = Find(Systems, userAgent);
        return (Find(Browsers, userAgent) ?? Unknown) + (system is null ? "" : $" on {system}");
    }

    private static string? Find((string Mark, string Name)[] known, string? text) => text is null ? null
        : Array.Find(known, entry => text.Contains(entry.Mark, StringComparison.Ordinal)).Name;
}
