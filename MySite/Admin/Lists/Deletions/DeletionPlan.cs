namespace MySite.Admin.Lists.Deletions;

/// <summary>What a deletion would take along, and what is in its way.</summary>
/// <param name="Objects">What is to be deleted, as far as it is listed.</param>
/// <param name="Unlisted">How many more there are.</param>
/// <param name="Counts">How many there are of each kind.</param>
/// <param name="Protected">What would be left behind, and so stops the deletion: "choice “Yes”".</param>
/// <param name="MissingPermissions">The kinds that the person may not delete: "choice".</param>
internal sealed record DeletionPlan(
    IReadOnlyList<DeletionNode> Objects, int Unlisted, IReadOnlyList<DeletionCount> Counts,
    IReadOnlyList<string> Protected, IReadOnlyList<string> MissingPermissions)
{
    public bool IsAllowed => this is { Protected: [], MissingPermissions: [] };
}
