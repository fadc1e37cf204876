using System.Text.Json.Serialization;

namespace MySite.Accounts.TwoFactor;

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(TwoFactorChanged))]
internal sealed partial class TwoFactorJson : JsonSerializerContext;
