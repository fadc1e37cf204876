using System.Text.Json.Serialization;

namespace MySite.Accounts.Addresses;

[JsonSerializable(typeof(EmailConfirmationAsked))]
[JsonSerializable(typeof(EmailChangeAsked))]
internal sealed partial class AddressJson : JsonSerializerContext;
