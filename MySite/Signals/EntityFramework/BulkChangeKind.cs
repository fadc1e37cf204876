namespace MySite.Signals.EntityFramework;

/// <summary>What a statement did to many rows at once.</summary>
public enum BulkChangeKind
{
    /// <summary>Rows were updated (<c>ExecuteUpdate</c>).</summary>
    Update,

    /// <summary>Rows were deleted (<c>ExecuteDelete</c>).</summary>
    Delete,
}
