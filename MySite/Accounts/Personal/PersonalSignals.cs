using MySite.Signals;

namespace MySite.Accounts.Personal;

internal static class PersonalSignals
{
    /// <summary>Somebody wants to know what the site knows about them: each room adds its part, in the request.</summary>
    public static readonly Signal<PersonalDataAsked> PersonalDataAsked = new("personal_data_asked");
}
