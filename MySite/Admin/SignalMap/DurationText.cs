using System.Globalization;

namespace MySite.Admin.SignalMap;

/// <summary>How long something took, as a person reads it: <c>41 µs</c>, <c>1.2 ms</c>, <c>3.4 s</c>.</summary>
internal static class DurationText
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    public static string Of(TimeSpan? duration) => duration is not { } known ? "–" : known switch
    {
        { TotalMilliseconds: < 0.9995 } => string.Create(English, $"{known.TotalMicroseconds:0} µs"),
        { TotalMilliseconds: < 9.95 } => string.Create(English, $"{known.TotalMilliseconds:0.0} ms"),
        { TotalMilliseconds: < 999.5 } => string.Create(English, $"{known.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 99.5 } => string.Create(English, $"{known.TotalSeconds:0.0} s"),
        _ => string.Create(English, $"{known.TotalMinutes:#,0} min"),
    };

    /// <summary>From a beginning, in columns: always in milliseconds.</summary>
    public static string At(TimeSpan offset) => string.Create(English, $"{offset.TotalMilliseconds:#,0.0} ms");

    public static string Rate(double perMinute) => string.Create(English, $"{perMinute:#,0.#}");
}
