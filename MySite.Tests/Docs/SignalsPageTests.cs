using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.Commands;
using MySite.Signals;
using MySite.Tests.Support;

namespace MySite.Tests.Docs;

/// <summary>The page of the signals says what is wired.</summary>
public sealed class SignalsPageTests() : SiteTests(DatabaseServer.Sqlite)
{
    private static readonly Signal<int> Ping = new("ping");

    [Fact]
    public void The_page_is_what_the_command_prints()
    {
        var wired = SignalMarkdown.Of(Site.Services.GetRequiredService<ISignalHub>().Connections);

        Assert.True(
            wired == Repository.Read(SignalMarkdown.File).ReplaceLineEndings("\n").TrimEnd('\n'),
            $"{SignalMarkdown.File} is not what is wired. Renew it: {SignalMarkdown.Renewal}");
    }

    [Fact]
    public void Moved_lines_change_nothing_and_a_new_phase_does()
    {
        SignalConnection connection = new(
            Ping, "Receiver", Sender: null, ConnectionPhase.Inline, Priority: 0, Key: null, "/src/MySite/X.cs", 7);
        var page = SignalMarkdown.Of([connection]);

        Assert.Equal(page, SignalMarkdown.Of([connection with { Line = 8, File = "/elsewhere/MySite/X.cs" }]));
        Assert.NotEqual(page, SignalMarkdown.Of([connection with { Phase = ConnectionPhase.AfterCommit }]));
        Assert.NotEqual(page, SignalMarkdown.Of([connection with { Condition = "n => n > 0" }]));
    }

    [Fact]
    public void Marks_of_a_table_in_a_condition_do_not_break_it()
    {
        SignalConnection connection = new(
            Ping, "Receiver<T>", Sender: null, ConnectionPhase.Inline, Priority: -5, "a|b", "/src/MySite/X.cs", 7)
        {
            Condition = "n => n < 0 || n > `9`",
        };

        Assert.EndsWith(
            @"| any | `Receiver<T>` | Inline | -5 | `a\|b` | ``n => n < 0 \|\| n > `9` `` | `MySite/X.cs` |",
            SignalMarkdown.Of([connection]), StringComparison.Ordinal);
    }
}
