using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Admin.History;

/// <summary>Values of properties as the history stores them.</summary>
internal static class LogJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        // It is no HTML; the page encodes what it shows.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IReadOnlyList<LogChange> changes) => JsonSerializer.Serialize(changes, Options);

    public static IReadOnlyList<LogChange> Read(string changes) =>
        JsonSerializer.Deserialize<IReadOnlyList<LogChange>>(changes, Options)!;

    public static JsonElement? Value(object? value) =>
        value is null ? null : JsonSerializer.SerializeToElement(value, value.GetType(), Options);

    public static object? Value(JsonElement? stored, IReadOnlyProperty property) =>
        stored?.Deserialize(property.ClrType, Options);

    /// <summary>Whether the property has the value still.</summary>
    public static bool IsSame(JsonElement? stored, object? current, IProperty property) =>
        property.GetValueComparer().Equals(Rounded(Value(stored, property)), Rounded(current));

    // PostgreSQL keeps microseconds.
    private static object? Rounded(object? value) => value switch
    {
        DateTimeOffset instant => new DateTimeOffset(instant.UtcTicks - (instant.UtcTicks % 10), TimeSpan.Zero),
        DateTime time => time.AddTicks(-(time.Ticks % 10)),
        TimeSpan span => TimeSpan.FromTicks(span.Ticks - (span.Ticks % 10)),
        _ => value,
    };
}
