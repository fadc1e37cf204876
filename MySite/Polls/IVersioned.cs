namespace MySite.Polls;

/// <summary>A row whose every save is told from the one before, so that two people who edit it do not undo each other.</summary>
internal interface IVersioned
{
    Guid Version { get; set; }
}
