using MySite.Accounts.Personal;
using MySite.Admin.History;
using MySite.Admin.History.Receivers;
using MySite.Admin.Models;
using MySite.Signals;
using MySite.Signals.Identity;

namespace MySite.Admin;

/// <summary>Everything that happens when something happens to an object that the administration knows.</summary>
internal static class AdminReceivers
{
    public static void Connect(ISignalHub hub)
    {
        foreach (var model in ModelAdminServiceCollectionExtensions.EntitiesIn(typeof(AdminReceivers).Assembly))
            HistoryReceivers.Connect(hub, model);
        HistoryReceivers.ConnectGrants(hub);
        hub.On(AccountSignals.UserDeleted).Call<ForgetPerson>();
        hub.On(PersonalSignals.PersonalDataAsked).Call<GatherHistory>();
    }
}
