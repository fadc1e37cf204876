namespace MySite.Signals;

/// <summary>Keeps what receivers of a robust send threw, by their place in the send.</summary>
internal static class SendErrors
{
    public static void Record(
        ref Exception?[]? errors, Connection[] connections, int index, Exception error, ILogger logger)
    {
        errors ??= new Exception?[connections.Length];
        errors[index] = error;
        var info = connections[index].Info;
        SignalLog.ReceiverFailed(logger, error, info.Receiver, info.Signal);
    }
}
