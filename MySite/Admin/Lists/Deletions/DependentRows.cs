namespace MySite.Admin.Lists.Deletions;

/// <summary>The objects at the far end of a relation.</summary>
internal abstract class DependentRows
{
    /// <returns>Some of those that depend on the principals, not tracked.</returns>
    public abstract Task<IReadOnlyList<Dependent>> TakeAsync(
        IEnumerable<object> principals, int count, CancellationToken cancellationToken);

    public abstract Task<IReadOnlyList<object>> TrackAsync(IEnumerable<object> principals, CancellationToken cancellationToken);
}
