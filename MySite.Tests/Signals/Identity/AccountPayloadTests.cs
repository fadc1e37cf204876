using System.Text.Json;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class AccountPayloadTests
{
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
    }

    [Fact]
    public void A_stored_payload_names_its_method_and_reason_so_that_they_survive_a_new_version()
    {
        var stored = JsonSerializer.Serialize(
            new(null, null, LoginMethod.Passkey, LoginFailure.NotAllowed, null, null, null),
            AccountSignals.UserLoginFailed.Json!);

        Assert.Contains("\"Passkey\"", stored);
        Assert.Contains("\"NotAllowed\"", stored);
    }

    [Fact]
    public void The_names_are_Djangos() => Assert.Equal(
        ["user_created", "user_deleted", "user_logged_in", "user_logged_out", "user_login_failed"],
        new Signal[]
        {
            AccountSignals.UserCreated, AccountSignals.UserDeleted, AccountSignals.UserLoggedIn,
            AccountSignals.UserLoggedOut, AccountSignals.UserLoginFailed,
        }.Select(signal => signal.Name));

    private static void AssertStorable<TPayload>(Signal<TPayload> signal, TPayload payload) => Assert.Equal(
        payload, JsonSerializer.Deserialize(JsonSerializer.Serialize(payload, signal.Json!), signal.Json!));
}
