using MySite.Shared.Receivers;
using MySite.Signals;
using MySite.Signals.Http;

namespace MySite.Shared;

/// <summary>Everything that happens around a request.</summary>
internal static class RequestReceivers
{
    public static void Connect(ISignalHub hub)
    {
        hub.On(RequestSignals.RequestFinished).Call<RequestLog>();
        hub.On(RequestSignals.GotRequestException).Call<RequestLog>();
    }
}
