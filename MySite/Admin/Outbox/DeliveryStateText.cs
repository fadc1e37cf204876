using System.Globalization;
using MySite.Shared;
using MySite.Signals.Outbox;

namespace MySite.Admin.Outbox;

/// <summary>States and times of deliveries in words.</summary>
internal static class DeliveryStateText
{
    private const int Brief = 120;

    public static string Text(this DeliveryState state) => state switch
    {
        DeliveryState.Retry => "Waiting for retry",
        _ => $"{state}",
    };

    /// <summary>A state in URLs: <c>dead</c>.</summary>
    public static string Name(this DeliveryState state) => $"{state}".ToLowerInvariant();

    /// <returns><see langword="null"/> if the text, which may come from anybody, is none.</returns>
    public static DeliveryState? Read(string? text)
    {
        foreach (var state in Enum.GetValues<DeliveryState>())
            if (state.Name() == text)
                return state;
        return null;
    }

    /// <summary>What happened to it last, or is going to.</summary>
    public static (string Verb, DateTimeOffset Time) LastOf(this DeliveryRow row, DateTimeOffset now) => row.StateAt(now) switch
    {
        DeliveryState.Done => ("done", row.DoneAt!.Value),
        DeliveryState.Dead => ("dead", row.DeadAt!.Value),
        DeliveryState.Running => ("held until", row.LeasedUntil!.Value),
        _ => ("due", row.DueAt),
    };

    /// <summary>The error on one line, cut where a row of a table ends.</summary>
    public static string BriefError(this DeliveryRow row, int length = Brief) =>
        BriefText.Cut((row.Error ?? "").ReplaceLineEndings(" "), length);

    /// <summary>How far off it is, whichever way.</summary>
    public static string Near(DateTimeOffset time, DateTimeOffset now, TimeZoneInfo zone) => (time - now) switch
    {
        { TotalMinutes: <= 0 } => Ago.Text(time, now, zone),
        { TotalMinutes: < 1 } => "in a moment",
        { TotalHours: < 1 } wait => string.Create(CultureInfo.InvariantCulture, $"in {wait.Minutes} min"),
        { TotalDays: < 1 } wait => string.Create(CultureInfo.InvariantCulture, $"in {wait.Hours} h"),
        _ => Ago.Date(time, zone),
    };
}
