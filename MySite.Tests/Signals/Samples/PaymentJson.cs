using System.Text.Json.Serialization;

namespace MySite.Tests.Signals.Samples;

[JsonSerializable(typeof(OrderPaid))]
[JsonSerializable(typeof(OrderAccepted))]
internal sealed partial class PaymentJson : JsonSerializerContext;
