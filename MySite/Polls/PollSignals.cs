using MySite.Signals;

namespace MySite.Polls;

internal static class PollSignals
{
    /// <summary>A vote was counted by a statement that passes the change tracker by, so no post_save tells of it.</summary>
    public static readonly Signal<VoteCast> VoteCast = new("vote_cast");
}
