using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MySite.Signals.Outbox;

internal static class StoredJson
{
    public static T Read<T>(string text, JsonTypeInfo<T> json) =>
        JsonSerializer.Deserialize(text, json) ?? throw new JsonException("It is null.");
}
