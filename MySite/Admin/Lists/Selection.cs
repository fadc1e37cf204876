namespace MySite.Admin.Lists;

/// <summary>The rows of a list that somebody chose to do something with.</summary>
internal abstract class Selection
{
    /// <summary>The rows, for a declared action.</summary>
    public abstract IQueryable Rows { get; }

    public abstract Task<RowCount> CountAsync(CancellationToken cancellationToken);

    /// <summary>The first of them, to be shown.</summary>
    public abstract Task<IReadOnlyList<object>> TakeAsync(int count, CancellationToken cancellationToken);

    /// <summary>Deletes them and what goes along, all or none, row by row for those who hear of it.</summary>
    /// <returns>How many there were.</returns>
    public abstract Task<int> DeleteAsync(CancellationToken cancellationToken);
}
