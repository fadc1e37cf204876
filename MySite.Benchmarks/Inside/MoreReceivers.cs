extern alias Site;

using System.Globalization;
using Site::MySite.Polls;
using Site::MySite.Signals;
using Site::MySite.Signals.Http;

namespace MySite.Benchmarks.Inside;

/// <summary>Receivers that do nothing, as many of each request and as many of each vote.</summary>
internal static class MoreReceivers
{
    public static void Connect(IServiceCollection services, string number) => services.AddReceivers(hub =>
    {
        for (var i = int.Parse(number, CultureInfo.InvariantCulture); i > 0; i--)
        {
            // An object each: the same receiver connected twice is one.
            var heard = 0;
            hub.On(RequestSignals.RequestStarted).Call(_ => heard++);
            hub.On(PollSignals.VoteCast).Call(_ => heard++);
        }
    });
}
