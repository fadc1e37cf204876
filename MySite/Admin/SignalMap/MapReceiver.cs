using MySite.Admin.Commands;
using MySite.Signals;
using MySite.Signals.Diagnostics;

namespace MySite.Admin.SignalMap;

/// <summary>One connection with what it did.</summary>
internal sealed record MapReceiver(SignalConnection Connection, ReceiverStatistics Statistics, bool IsWatched)
{
    private readonly SignalRow _row = SignalRow.Of(Connection);

    public string Name => Connection.Receiver;

    /// <summary>The name without what makes a family of receivers out of one class: <c>RecordSave</c>.</summary>
    public string Family => Name.Split('<')[0] is { Length: > 0 } family ? family : Name;

    public string Sender => _row.Sender ?? "any";

    /// <summary>The file and the line, from the site's folder on.</summary>
    public string Place => _row.Place;

    public string Phase => PhaseText.Of(Connection.Phase);

    /// <summary>The first folder of the receiver: <c>Accounts</c>.</summary>
    public string Room { get; } = RoomOf(Connection);

    public bool NeverRan => IsWatched && Statistics.Calls == 0;

    public bool Matches(string words) => (string?[])[Name, Sender, Place, Phase, Connection.Key, Connection.Condition]
        is var texts && texts.Any(text => text?.Contains(words, StringComparison.OrdinalIgnoreCase) == true);

    private static string RoomOf(SignalConnection connection)
    {
        if (connection.ReceiverType?.Namespace?.Split('.') is [nameof(MySite), var room, ..])
            return room;
        var folders = connection.File.Split('/', '\\');
        var site = Array.LastIndexOf(folders, nameof(MySite));
        return site >= 0 && site < folders.Length - 2 ? folders[site + 1] : "Elsewhere";
    }
}
