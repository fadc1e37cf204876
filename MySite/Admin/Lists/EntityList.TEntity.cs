using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Forms;
using MySite.Admin.Lists.Editing;
using MySite.Admin.Models;
using MySite.Admin.TimeZones;
using MySite.Data;

namespace MySite.Admin.Lists;

internal sealed partial class EntityList<TEntity> : EntityList
    where TEntity : class
{
    private readonly IProperty _key;
    private readonly ListColumn[] _columns;
    private readonly ListOrder _order;
    private readonly RowReader<TEntity> _reader;
    private readonly ListFilter<TEntity>[] _filters;
    private readonly DateDrill<TEntity>? _drill;
    private readonly ListSearch<TEntity> _search;
    private readonly FilterBoxes<TEntity> _boxes;

    public EntityList(ModelAdmin model, IEntityType entity)
        : base(model)
    {
        _key = entity.FindPrimaryKey()!.Properties.Single();
        _columns = model.Columns is []
            ? [new ListColumn("text", ModelAdmin.TitleOf(model.Title), null, row => row.ToString())]
            : [.. model.Columns];
        Editable = EditableFields.Of(model, entity);
        _order = new ListOrder(entity, _columns, model);
        _reader = new RowReader<TEntity>(_columns, _key);
        var filters = new FilterFactory<TEntity>(entity);
        _filters = [.. model.Filters.Select(filters.Create)];
        _drill = model.DateHierarchy is { } date
            ? new DateDrill<TEntity>(Lists.Columns.Of(typeof(TEntity), entity.FindProperty(date)!))
            : null;
        _search = new ListSearch<TEntity>(model.SearchFields, _key);
        _boxes = new FilterBoxes<TEntity>(_filters, _drill, Key);
    }

    public override IReadOnlyList<ListColumn> Columns => _columns;

    public override IReadOnlyList<FormField> Editable { get; }

    public override IEnumerable<string> Filters => _filters.Select(filter => filter.Name);

    private LambdaExpression Key => Lists.Columns.Of(typeof(TEntity), _key);

    public override async Task<ListPage> LoadAsync(
        SiteDbContext db, ListQuery query, StaffTime time, CancellationToken cancellationToken)
    {
        List<string> notices = [];
        var scope = ListScope<TEntity>.Read(query, Model, _filters, time, notices);
        var order = _order.Read(query[ListQuery.Order], notices);
        var found = await _search.FindAsync(db, scope.Words, cancellationToken);
        var rows = scope.Narrow(found.Rows, _drill);

        var count = found.IsScanned ? null : await RowCount.OfAsync(rows, scope.ServedBy(_drill) ?? Key, cancellationToken);
        var pager = new Pager<TEntity>(_reader, order.Terms, (Model.PageSize, Model.MaxShowAll), db, time);
        var page = await pager.LoadAsync(
            found.Rows, left => scope.Narrow(left, _drill), query, count, notices, cancellationToken);
        return new ListPage(Model, query, page, notices)
        {
            Headers = [.. _columns.Select((column, index) => ListHeader.Of(column, index, _order, order, query))],
            Filters = await _boxes.LoadAsync(db, scope, found, query, time, cancellationToken),
            Dates = _drill is null ? null : await _drill.ListAsync(
                range => found.IsScanned
                    ? db.Set<TEntity>().AsNoTracking().Where(range.Holds<TEntity>(_drill.Date, time))
                    : scope.Narrow(found.Rows, _drill, days: range),
                scope.Period, time, cancellationToken),
        };
    }

    public override IAsyncEnumerable<IReadOnlyList<object?>> ReadAsync(
        SiteDbContext db, ListQuery query, StaffTime time)
    {
        var order = _order.Read(query[ListQuery.Order], []);
        return Keyset.Sort(Matches(db, query, time), order.Terms, isBackwards: false).AsNoTracking()
            .Select(_reader.Projection([])).AsAsyncEnumerable().Select(_reader.Values);
    }

    public override Selection Matching(SiteDbContext db, ListQuery query, StaffTime time) =>
        Select(db, Matches(db, query, time));

    private Selection<TEntity> Select(SiteDbContext db, IQueryable<TEntity> rows) => new(db, rows, _key);

    private IQueryable<TEntity> Matches(SiteDbContext db, ListQuery query, StaffTime time)
    {
        var scope = ListScope<TEntity>.Read(query, Model, _filters, time, []);
        return scope.Narrow(_search.Find(db, scope.Words), _drill);
    }
}
