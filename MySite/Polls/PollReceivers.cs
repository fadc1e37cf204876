using MySite.Polls.Receivers;
using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Polls;

/// <summary>Everything that happens when something happens to a poll.</summary>
internal static class PollReceivers
{
    public static void Connect(ISignalHub hub)
    {
        hub.On(ModelSignals.PreSave<Question>()).Call<RenewVersion>();
        hub.On(ModelSignals.PreSave<Tag>()).Call<RenewVersion>();
        hub.On(ModelSignals.PreDelete<Question>()).Call<RemoveBelongings>();

        // The list shows a question's text and date, its choices' votes and its tags' names.
        hub.On(ModelSignals.PostSave<Question>()).AfterCommit<EvictPollList>();
        hub.On(ModelSignals.PostDelete<Question>()).AfterCommit<EvictPollList>();
        hub.On(ModelSignals.PostSave<Choice>()).AfterCommit<EvictPollList>();
        hub.On(ModelSignals.PostDelete<Choice>()).AfterCommit<EvictPollList>();
        hub.On(ModelSignals.PostSave<Tag>()).AfterCommit<EvictPollList>();
        hub.On(ModelSignals.PostDelete<Tag>()).AfterCommit<EvictPollList>();
        hub.On(ModelSignals.M2MChanged<Question, Tag>()).AfterCommit<EvictPollList>();
        hub.On(PollSignals.VoteCast).AfterCommit<EvictPollList>();
    }
}
