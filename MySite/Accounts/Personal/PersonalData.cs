using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace MySite.Accounts.Personal;

/// <summary>What the site knows about somebody, in parts. Each room adds its own.</summary>
internal sealed class PersonalData
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly JsonObject _parts = [];

    /// <param name="part">A name that no other room uses.</param>
    /// <param name="value">Its public properties are written: no hash, key or stamp may be among them.</param>
    public void Add(string part, object value) => _parts.Add(part, JsonSerializer.SerializeToNode(value, Readable));

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(_parts, Readable);
}
