using MySite.Shared;

namespace MySite.Admin.Lists.Deletions;

/// <summary>How many objects of a kind are to be deleted.</summary>
internal sealed record DeletionCount(string Title, string Titles, int Number, bool IsMore)
{
    public override string ToString() => (IsMore ? "more than " : "") + Count.Of(Number, Title, Titles);
}
