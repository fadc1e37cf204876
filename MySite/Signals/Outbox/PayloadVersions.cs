using System.Text.Json.Serialization.Metadata;

namespace MySite.Signals.Outbox;

/// <summary>Starts the list of a stored payload's versions.</summary>
public static class PayloadVersions
{
    /// <summary>The form in which the payload was stored at first: version 1.</summary>
    /// <param name="json">How that form is read and, while it is the only one, written; from a <c>JsonSerializerContext</c>.
    /// </param>
    /// <returns>The list so far.</returns>
    public static PayloadVersions<TFirst> First<TFirst>(JsonTypeInfo<TFirst> json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(1, json, (version, text) => StoredJson.Read(text, json));
    }
}
