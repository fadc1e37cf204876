
namespace MySite.Admin.Lists;

/// <summary>What a search left.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="IsScanned">Whether each query of them reads through the table again, so that counting would cost too
/// much.</param>
internal sealed record FoundRows<TEntity>(IQueryable<TEntity> Rows, bool IsScanned);
