using System.Text.Json.Serialization;

namespace MySite.Tests.Signals.Outbox;

[JsonSerializable(typeof(OrderPlaced))]
[JsonSerializable(typeof(OrderNumber))]
[JsonSerializable(typeof(OrderTaken))]
internal sealed partial class ShopJson : JsonSerializerContext;
