using MySite.Admin.Commands;
using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Tests.Admin.Commands;

public sealed class SignalVerdictTests
{
    private static readonly Signal<int> Ping = new("ping");

    [Fact]
    public void A_condition_is_said_on_one_line_and_with_what_else_a_call_depends_on()
    {
        var verdict = SignalVerdict.Of(
            Connection(Ping, null) with { Condition = "n =>\n    n > 0", Once = true }, typeof(string));

        Assert.Equal((true, "runs if n => n > 0; once"), (verdict.Runs, verdict.Text));
    }

    [Fact]
    public void A_sender_that_is_no_type_is_told_by_its_text()
    {
        var sender = new Version(1, 2);

        Assert.Equal("runs", SignalVerdict.Of(Connection(Ping, sender), sender).Text);
        Assert.Equal("no: it hears 1.2", SignalVerdict.Of(Connection(Ping, sender), typeof(string)).Text);
    }

    [Fact]
    public void Derived_types_are_heard_only_where_that_was_asked_for()
    {
        var signal = ModelSignals.PostSave<Exception>();

        Assert.Equal("no: it hears Exception", Of(signal, typeof(Exception)));
        Assert.Equal("runs", Of(signal, null));
        Assert.Equal(
            "no: it hears Exception or derived", SignalVerdict.Of(Connection(signal, null), typeof(string)).Text);

        static string Of(Signal signal, object? sender) =>
            SignalVerdict.Of(Connection(signal, sender), typeof(ArgumentException)).Text;
    }

    [Theory]
    [InlineData("usr", "User")]
    [InlineData("Questoin", "Question")]
    [InlineData("zzz", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_one_that_is_near(string typed, string? name) =>
        Assert.Equal(name, NearestName.Of(typed, ["Question", "Tag", "User"]));

    private static SignalConnection Connection(Signal signal, object? sender) =>
        new(signal, "Receiver", sender, ConnectionPhase.Inline, Priority: 0, Key: null, "MySite/X.cs", 7);
}
