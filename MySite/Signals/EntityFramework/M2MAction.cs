namespace MySite.Signals.EntityFramework;

/// <summary>What happens, or happened, to the links of one entity. Django's actions of <c>m2m_changed</c>.</summary>
public enum M2MAction
{
    /// <summary>Links are about to be added.</summary>
    PreAdd,

    /// <summary>Links were added.</summary>
    PostAdd,

    /// <summary>Some links are about to be removed.</summary>
    PreRemove,

    /// <summary>Some links were removed.</summary>
    PostRemove,

    /// <summary>Every link is about to go: the collection, which was loaded, was emptied, or its owner is deleted.</summary>
    PreClear,

    /// <summary>Every link went: the collection was emptied, or its owner was deleted.</summary>
    PostClear,
}
