using MySite.Admin.Commands;
using MySite.Signals;

namespace MySite.Tests.Admin.Commands;

public sealed class SignalRowTests
{
    private static readonly Signal<int> Ping = new("ping");

    [Theory]
    [InlineData("/src/mysite/MySite/Polls/PollReceivers.cs", "MySite/Polls/PollReceivers.cs:7")]
    [InlineData("/src/MySite/MySite/Polls/PollReceivers.cs", "MySite/Polls/PollReceivers.cs:7")]
    [InlineData("/_/MySite/Program.cs", "MySite/Program.cs:7")]
    [InlineData(@"C:\src\MySite\Polls\PollReceivers.cs", "MySite/Polls/PollReceivers.cs:7")]
    [InlineData("/src/MySite-old/Wire.cs", "Wire.cs:7")]
    [InlineData("", ":7")]
    public void A_place_is_shown_from_the_sites_folder_on(string file, string place) => Assert.Equal(
        place,
        SignalRow.Of(new(Ping, "Receiver", Sender: null, ConnectionPhase.Inline, Priority: 0, Key: null, file, 7)).Place);
}
