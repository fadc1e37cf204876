using MySite.Admin.Permissions;

namespace MySite.Admin.SignalMap;

/// <summary>Who may see what signals do: it says who did what on the whole site.</summary>
internal static class SignalPermission
{
    public const string Code = "signals.view_signal";

    /// <summary>The policy that asks for it.</summary>
    public const string Policy = "Signals";

    public static readonly Permission View = new(Code, "Can view signals and traces", "Signals");
}
