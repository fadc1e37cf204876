namespace MySite.Signals.Identity;

/// <summary>What the UserManager is about to save.</summary>
/// <param name="Reason">Which of its methods is at work.</param>
/// <param name="FindMore">
/// What to announce besides the update itself; asked when the user is changed in memory and not yet saved.
/// </param>
internal sealed record UserUpdate(UserUpdateReason Reason, Func<ValueTask<Announcement?>>? FindMore = null)
{
    /// <summary>
    /// Whether a log-in notes this by itself. A receiver that fails must not undo it: no counted failure, no lock-out.
    /// </summary>
    public bool IsBookkeeping => Reason is UserUpdateReason.AccessFailed or UserUpdateReason.ResetAccessFailed
        or UserUpdateReason.PasswordRehash or UserUpdateReason.UpdatePasskey;
}
