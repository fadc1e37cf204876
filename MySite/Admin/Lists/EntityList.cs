using MySite.Admin.Forms;
using MySite.Admin.Models;
using MySite.Admin.TimeZones;
using MySite.Data;

namespace MySite.Admin.Lists;

/// <summary>The change list of one model.</summary>
internal abstract class EntityList(ModelAdmin model)
{
    public ModelAdmin Model => model;

    /// <summary>The declared columns, or the one that takes their place.</summary>
    public abstract IReadOnlyList<ListColumn> Columns { get; }

    /// <summary>What is edited in the list.</summary>
    public abstract IReadOnlyList<FormField> Editable { get; }

    /// <summary>The names of the filters in URLs.</summary>
    public abstract IEnumerable<string> Filters { get; }

    public ListQuery QueryOf(HttpRequest request) => ListQuery.Of(request.Query, Filters);

    public abstract Task<ListPage> LoadAsync(
        SiteDbContext db, ListQuery query, StaffTime time, CancellationToken cancellationToken);

    /// <summary>The values of all rows that match, in their order, one by one.</summary>
    public abstract IAsyncEnumerable<IReadOnlyList<object?>> ReadAsync(SiteDbContext db, ListQuery query, StaffTime time);

    /// <summary>Rows by their keys, in no order.</summary>
    public abstract Task<IReadOnlyList<ListRow>> RowsAsync(
        SiteDbContext db, IEnumerable<string> keys, StaffTime time, CancellationToken cancellationToken);

    /// <summary>Objects by their keys, in no order, tracked by the context.</summary>
    public abstract Task<IReadOnlyList<object>> TrackAsync(
        SiteDbContext db, IEnumerable<string> keys, CancellationToken cancellationToken);

    /// <summary>All rows that match.</summary>
    public abstract Selection Matching(SiteDbContext db, ListQuery query, StaffTime time);

    /// <summary>Rows by their keys; texts that are no keys find nothing.</summary>
    public abstract Selection WithKeys(SiteDbContext db, IEnumerable<string> keys);
}
