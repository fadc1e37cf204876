using MySite.Tests.Support;

namespace MySite.Tests.Admin.Commands;

/// <summary>The command as a process of its own, on the wiring of the site.</summary>
public sealed class SignalsCommandTests
{
    [Fact]
    public async Task The_table_has_sender_phase_priority_key_condition_and_place()
    {
        var (code, output, error) = await RunAsync("signals");

        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"^SIGNAL +SENDER +RECEIVER +PHASE +PRIORITY +KEY +CONDITION +CONNECTED AT\n", output);
        Assert.Matches(
            @"\npost_save +IdentityRole<Guid> +RecordSave<IdentityRole<Guid>> +Inline +0 +- +- +MySite/Admin/\S+\.cs:\d+\n",
            output);
    }

    [Fact]
    public async Task Explain_lists_who_would_run_in_order_and_why_the_others_would_not()
    {
        var (code, output, error) = await RunAsync("signals", "explain", "post_save", "--sender", "Question");

        Assert.Equal((0, ""), (code, error));
        var lines = output.TrimEnd().Split('\n');
        Assert.Matches(
            @"^post_save from Question: 2 of \d+ receivers would run, if no scope of Mute or Only is open then\.$", lines[0]);
        Assert.Matches(@"^# +RECEIVER +PHASE +ANSWER +CONNECTED AT$", lines[2]);
        Assert.Matches(@"^1 +RecordSave<Question> +Inline +runs +MySite/Admin/History/HistoryReceivers\.cs:\d+$", lines[3]);
        Assert.Matches(@"^2 +EvictPolls +AfterCommit +runs +MySite/Polls/PollReceivers\.cs:\d+$", lines[4]);
        Assert.Contains(lines[5..], line => line.StartsWith("- ", StringComparison.Ordinal)
            && line.Contains("RecordSave<User>", StringComparison.Ordinal)
            && line.Contains("no: it hears User", StringComparison.Ordinal));
        Assert.All(lines[5..], line => Assert.StartsWith("- ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explain_without_a_sender_says_on_whom_it_depends()
    {
        var (_, output, _) = await RunAsync("signals", "explain", "pre_delete");

        Assert.Matches(@"\n\d +RemoveProfile +Inline +runs if the sender is User +MySite/", output);
    }

    [Fact]
    public async Task Receivers_that_hear_anybody_run_for_each_sender_in_the_order_of_their_phases()
    {
        var (_, output, _) = await RunAsync("signals", "explain", "user_created", "--sender", "User");

        Assert.Matches(
            @"\n1 +CreateProfile +Inline +runs .*\n2 +AccountLog +AfterCommit +runs .*\n3 +SendWelcomeMail +Durable ", output);
    }

    [Theory]
    [InlineData("user_claims_changed")]
    [InlineData("post_init")]
    public async Task A_signal_that_nobody_listens_to_is_told_from_one_that_is_not_there(string signal)
    {
        var (code, output, _) = await RunAsync("signals", "explain", signal);

        Assert.Equal((0, $"Nobody listens to {signal}."), (code, output.Trim()));
    }

    [Theory]
    [InlineData("post_sav", "User", "signal post_sav. Did you mean post_save? There are: bulk_changed, ", " vote_cast.")]
    [InlineData("xyz", "User", "signal xyz. There are: bulk_changed, ", " vote_cast.")]
    [InlineData("post_save", "user", "sender user. Did you mean User? There are: Choice, ", ", User.")]
    public async Task An_unknown_name_is_an_error_that_lists_what_there_is(string signal, string sender, string start, string end)
    {
        var (code, output, error) = await RunAsync("signals", "explain", signal, "--sender", sender);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"There is no {start}", error, StringComparison.Ordinal);
        Assert.EndsWith(end, error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_form_at_a_time()
    {
        var (code, _, error) = await RunAsync("signals", "--json", "--markdown");

        Assert.Equal(1, code);
        Assert.Contains("Say either --json or --markdown.", error, StringComparison.Ordinal);
    }

    internal static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (code, output, error) = await SiteProcess.RunAsync(
            arguments, [("ASPNETCORE_ENVIRONMENT", "Production"), ("Serilog__MinimumLevel__Override__Microsoft", "Error")]);
        return (code, output.ReplaceLineEndings("\n"), error.ReplaceLineEndings("\n"));
    }
}
