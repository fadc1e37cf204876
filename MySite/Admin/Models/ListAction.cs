using MySite.Data;

namespace MySite.Admin.Models;

/// <summary>Something to do with many objects of a change list.</summary>
internal sealed class ListAction(
    string name, string title, ModelAction permission, Func<SiteDbContext, IQueryable, CancellationToken, Task<int>> run)
{
    public string Name => name;

    public string Title => title;

    public ModelAction Permission => permission;

    /// <summary>What is asked before it is done; <see langword="null"/> if nothing is.</summary>
    public string? Question { get; private set; }

    public ListAction Confirmed(string question)
    {
        Question = question;
        return this;
    }

    public Task<int> RunAsync(SiteDbContext db, IQueryable rows, CancellationToken cancellationToken) =>
        run(db, rows, cancellationToken);
}
