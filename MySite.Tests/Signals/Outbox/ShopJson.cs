using System.Text.Json.Serialization;

namespace MySite.Tests.Signals.Outbox;

[JsonSerializable(typeof(OrderPlaced))]
internal sealed partial class ShopJson : JsonSerializerContext;
