using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MySite.Signals.Outbox;

/// <summary>The forms in which a payload has been stored, oldest first; rows outlive the code that wrote them.</summary>
/// <typeparam name="TPayload">The newest form, in which new rows are written.</typeparam>
/// <remarks>
/// Members that are added with a default, or removed, need no new version: System.Text.Json skips what it does not know and
/// leaves out what is missing. Immutable and thread-safe.
/// </remarks>
/// <example>
/// <code>
/// public static readonly Signal&lt;OrderPlaced&gt; OrderPlaced = new(
///     "order_placed",
///     PayloadVersions.First(ShopJson.Default.OrderPlacedV1)
///         .Then(ShopJson.Default.OrderPlaced, old =&gt; new OrderPlaced(old.OrderId, old.Item, Quantity: 1)));
/// </code>
/// </example>
public sealed class PayloadVersions<TPayload>
{
    private readonly JsonTypeInfo<TPayload> _json;
    private readonly Func<int, string, TPayload> _read;

    internal PayloadVersions(int newest, JsonTypeInfo<TPayload> json, Func<int, string, TPayload> read) =>
        (Newest, _json, _read) = (newest, json, read);

    /// <summary>The version that is written.</summary>
    public int Newest { get; }

    /// <summary>Adds the next version, and the step to it from the one before.</summary>
    /// <typeparam name="TNext">The new form.</typeparam>
    /// <param name="json">How the new form is stored.</param>
    /// <param name="upgrade">Makes the new form out of the old one; must not fail or look anything up.</param>
    /// <returns>The list so far.</returns>
    public PayloadVersions<TNext> Then<TNext>(JsonTypeInfo<TNext> json, Func<TPayload, TNext> upgrade)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(upgrade);
        var next = Newest + 1;
        return new(next, json, (version, text) =>
            version == next ? StoredJson.Read(text, json) : upgrade(_read(version, text)));
    }

    internal string Write(TPayload payload) => JsonSerializer.Serialize(payload, _json);

    /// <exception cref="MissException">This server does not understand what is stored.</exception>
    internal TPayload Read(int version, string text, Signal signal)
    {
        if (version > Newest || version < 1)
            throw new MissException(
                $"The payload of {signal} is stored in version {version}, and this server knows up to {Newest}. " +
                "Did a newer server store it?");
        try
        {
            return _read(version, text);
        }
        catch (Exception error)
        {
            throw new MissException($"The payload of {signal}, version {version}, cannot be read: {error.Message}", error);
        }
    }
}
