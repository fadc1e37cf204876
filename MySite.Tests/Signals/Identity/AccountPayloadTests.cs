using System.Reflection;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class AccountPayloadTests
{
    private static readonly Signal[] All =
    [
        .. typeof(AccountSignals).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (Signal)field.GetValue(null)!),
    ];

    [Fact]
    public void Every_payload_can_be_stored_and_read_back()
    {
        AssertStorable(AccountSignals.UserCreated, new("1", "ann", "ann@example.org"));
        AssertStorable(AccountSignals.UserDeleted, new("1", "ann", null));
        AssertStorable(AccountSignals.UserLoggedIn, new("1", "ann", LoginMethod.External, "Google", "::1", "Lynx"));
        AssertStorable(AccountSignals.UserLoggedOut, new(null, null));
        AssertStorable(
            AccountSignals.UserLoginFailed,
            new(null, null, LoginMethod.Passkey, LoginFailure.NotAllowed, null, "::1", "Lynx"));
        AssertStorable(AccountSignals.UserUpdated, new("1", "ann", null, UserUpdateReason.AccessFailed));
        AssertStorable(AccountSignals.PasswordChanged, new("1", "ann", "ann@example.org", PasswordChange.Reset));
        AssertStorable(
            AccountSignals.UserLockedOut, new("1", "ann", null, LockoutCause.Administrative, DateTimeOffset.MaxValue));
        AssertStorable(AccountSignals.UserUnlocked, new("1", "ann", null));
        AssertStorable(AccountSignals.UserRolesChanged, new("1", "ann", ["editor"], []));
        AssertStorable(AccountSignals.UserClaimsChanged, new("1", "ann", [], [new("level", "7")]));
        AssertStorable(AccountSignals.UserLoginsChanged, new("1", "ann", null, ["Google"], []));
        AssertStorable(AccountSignals.PasskeyAdded, new("1", "ann", null, "AQID", "Phone"));
        AssertStorable(AccountSignals.PasskeyRemoved, new("1", "ann", null, "AQID", null));
        AssertStorable(AccountSignals.TwoFactorRequired, new("1", "ann", LoginMethod.Password, null, "::1", "Lynx"));
        AssertStorable(AccountSignals.SessionRejected, new("1", "ann", "::1", "Lynx"));
    }

    [Fact]
    public void A_stored_payload_names_its_method_and_reason_so_that_they_survive_a_new_version()
    {
        var stored = AccountSignals.UserLoginFailed.Stored!.Write(
            new(null, null, LoginMethod.Passkey, LoginFailure.NotAllowed, null, null, null));

        Assert.Contains("\"Passkey\"", stored);
        Assert.Contains("\"NotAllowed\"", stored);
    }

    [Fact]
    public void No_payload_has_room_for_a_password_a_code_a_token_or_a_credential() => Assert.All(
        All.SelectMany(signal => signal.PayloadType.GetProperties()),
        property => Assert.DoesNotMatch("(?i)password|code|token|secret|credential|hash|stamp|json", property.Name));

    [Fact]
    public void The_names_are_Djangos_and_others_in_the_same_spelling() => Assert.Equal(
        [
            "user_created", "user_deleted", "user_logged_in", "user_logged_out", "user_login_failed", "user_updated",
            "password_changed", "user_locked_out", "user_unlocked", "user_roles_changed", "user_claims_changed",
            "user_logins_changed", "passkey_added", "passkey_removed", "two_factor_required", "session_rejected",
        ],
        All.Select(signal => signal.Name));

    private static void AssertStorable<TPayload>(Signal<TPayload> signal, TPayload payload)
    {
        var read = signal.Stored!.Read(signal.Stored.Newest, signal.Stored.Write(payload), signal);

        Assert.Equivalent(payload, read, strict: true);
    }
}
