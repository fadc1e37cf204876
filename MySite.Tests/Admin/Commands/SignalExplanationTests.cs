using MySite.Admin.Commands;
using MySite.Signals;

namespace MySite.Tests.Admin.Commands;

public sealed class SignalExplanationTests
{
    private static readonly Signal<int> Ping = new("ping");

    // In the order in which the names of the phases have grown.
    private static readonly SignalConnection[] All =
        [.. Enum.GetValues<ConnectionPhase>().Reverse().Select(phase => Connection(phase))];

    [Fact]
    public void Receivers_of_a_commit_and_of_a_rollback_are_counted_each_by_itself()
    {
        var lines = SignalExplanation.Of("ping", null, All, null).Split(Environment.NewLine);

        Assert.Equal(
            "ping: 4 of 5 receivers would run, and 1 if the transaction rolls back, if no scope of Mute or Only is open then.",
            lines[0]);
        Assert.Equal(
            ["1 ToInline", "2 ToAfterCommit", "2 ToAfterRollback", "3 ToEveryNode", "4 ToDurable"],
            lines[3..].Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..2])));
        Assert.Matches("ToAfterRollback +AfterRollback +runs if the transaction rolls back ", lines[5]);
    }

    [Fact]
    public void The_table_and_the_page_list_phases_in_the_order_of_time()
    {
        string[] order = ["ToInline", "ToAfterCommit", "ToAfterRollback", "ToEveryNode", "ToDurable"];

        Assert.Equal(order, SignalRow.All(All).Select(row => row.Receiver));
        Assert.Equal(order, SignalMarkdown.Of(All).Split('\n').Where(line => line.Contains("`To", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]));
    }

    [Fact]
    public void Of_two_types_of_one_name_the_full_one_must_be_said()
    {
        var senders = new SignalSenders([typeof(Here.Book), typeof(There.Book), typeof(string), "till"]);
        var (here, there) = (typeof(Here.Book).FullName!, typeof(There.Book).FullName!);

        Assert.Equal($"Book may be {here} or {there}. Say which.", senders.Find("Book", out var sender));
        Assert.Null(sender);
        Assert.Null(senders.Find(there, out sender));
        Assert.Same(typeof(There.Book), sender);
        Assert.Null(senders.Find("till", out sender));
        Assert.Equal("till", sender);
        Assert.Equal("There is no sender Bok. Did you mean Book? There are: Book, String, till.", senders.Find("Bok", out _));
    }

    private static SignalConnection Connection(ConnectionPhase phase) =>
        new(Ping, $"To{phase}", Sender: null, phase, Priority: 0, Key: null, "MySite/X.cs", 7);

    private static class Here
    {
        public sealed class Book;
    }

    private static class There
    {
        public sealed class Book;
    }
}
