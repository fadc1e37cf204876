using System.Text.Json.Serialization;

namespace MySite.Accounts.Recovery;

[JsonSerializable(typeof(PasswordResetAsked))]
internal sealed partial class RecoveryJson : JsonSerializerContext;
