using MySite.Signals;

namespace MySite.Admin.SignalMap;

/// <summary>What pages call a signal: <c>m2m_changed · Question · Tag</c>, where its own text ends with the owner.</summary>
internal static class SignalName
{
    public static string Of(Signal signal) => signal.PayloadType.GenericTypeArguments is [_, var related]
        ? $"{signal} · {ReceiverName.Of(related)}" : $"{signal}";
}
