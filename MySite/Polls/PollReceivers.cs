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

        // The pages show a question's text and date, its choices and its tags' names.
        hub.On(ModelSignals.PostSave<Question>()).AfterCommit<EvictPolls>();
        hub.On(ModelSignals.PostDelete<Question>()).AfterCommit<EvictPolls>();
        hub.On(ModelSignals.PostSave<Choice>()).AfterCommit<EvictPolls>();
        hub.On(ModelSignals.PostDelete<Choice>()).AfterCommit<EvictPolls>();
        hub.On(ModelSignals.PostSave<Tag>()).AfterCommit<EvictPolls>();
        hub.On(ModelSignals.PostDelete<Tag>()).AfterCommit<EvictPolls>();
        hub.On(ModelSignals.M2MChanged<Question, Tag>()).AfterCommit<EvictPolls>();
        hub.On(ModelSignals.BulkChanged<Question>()).AfterCommit<EvictPolls>();
        hub.On(ModelSignals.BulkChanged<Tag>()).AfterCommit<EvictPolls>();
        // A statement that counts votes is a vote, which says itself whose.
        hub.On(ModelSignals.BulkChanged<Choice>())
            .When(changed => changed.UpdateFields?.SetEquals([nameof(Choice.Votes)]) is not true)
            .AfterCommit<EvictPolls>();
        hub.On(PollSignals.VoteCast).AfterCommit<EvictPoll>();
    }
}
