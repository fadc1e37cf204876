namespace MySite.Admin.History;

/// <summary>What a save did to one object, until the save is over.</summary>
internal sealed record HistoryDraft(LoggedModel Model, object Entity, LogAction Action)
{
    public List<LogChange> Changes { get; } = [];

    public List<LinkNote> Links { get; } = [];
}
