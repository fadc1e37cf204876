using System.Text.Json.Serialization;

namespace MySite.Signals.Identity;

/// <summary>How the payloads are stored; enumerations by name, so that a stored one survives a new member.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(UserCreated))]
[JsonSerializable(typeof(UserDeleted))]
[JsonSerializable(typeof(UserLoggedIn))]
[JsonSerializable(typeof(UserLoggedOut))]
[JsonSerializable(typeof(UserLoginFailed))]
[JsonSerializable(typeof(UserUpdated))]
[JsonSerializable(typeof(PasswordChanged))]
[JsonSerializable(typeof(UserLockedOut))]
[JsonSerializable(typeof(UserUnlocked))]
[JsonSerializable(typeof(UserRolesChanged))]
[JsonSerializable(typeof(UserClaimsChanged))]
[JsonSerializable(typeof(UserLoginsChanged))]
[JsonSerializable(typeof(PasskeyAdded))]
[JsonSerializable(typeof(PasskeyRemoved))]
[JsonSerializable(typeof(TwoFactorRequired))]
[JsonSerializable(typeof(SessionRejected))]
internal sealed partial class AccountSignalsJson : JsonSerializerContext;
