using MySite.Signals;

namespace MySite.Accounts.Addresses;

internal static class AddressSignals
{
    /// <summary>Somebody asked for another link that confirms their address.</summary>
    public static readonly Signal<EmailConfirmationAsked> EmailConfirmationAsked =
        new("email_confirmation_asked", AddressJson.Default.EmailConfirmationAsked);

    /// <summary>Somebody wants another address; nothing is changed until the link in the mail to it is followed.</summary>
    public static readonly Signal<EmailChangeAsked> EmailChangeAsked =
        new("email_change_asked", AddressJson.Default.EmailChangeAsked);
}
