namespace MySite.Admin.SignalMap;

/// <summary>What a person wants to see of the map.</summary>
internal sealed record MapFilter(string? Room, string? Words)
{
    public bool IsNarrowed => Room is not null || Words is not null;

    public static MapFilter Of(string? room, string? words) => new(Clean(room), Clean(words));

    /// <returns>The signal with those of its receivers that match; <see langword="null"/> if nothing of it does.</returns>
    public MapSignal? Apply(MapSignal signal)
    {
        var isNamed = Words is null || signal.Name.Contains(Words, StringComparison.OrdinalIgnoreCase);
        if (signal.IsUnheard)
            return isNamed && Room is null ? signal : null;
        MapReceiver[] found = [.. signal.Receivers.Where(receiver =>
            (Room is null || receiver.Room == Room) && (isNamed || receiver.Matches(Words!)))];
        return found.Length == 0 ? null : signal with { Receivers = found };
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
