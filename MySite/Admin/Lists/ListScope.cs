using System.Linq.Expressions;
using MySite.Admin.Models;
using MySite.Admin.TimeZones;

namespace MySite.Admin.Lists;

/// <summary>What a URL narrows a list to.</summary>
internal sealed class ListScope<TEntity>
    where TEntity : class
{
    private readonly List<(ListFilter<TEntity> Filter, FilterChoice<TEntity> Choice)> _filters = [];
    private readonly StaffTime _time;

    private ListScope(StaffTime time) => _time = time;

    public string? Words { get; private init; }

    public DatePeriod? Period { get; private set; }

    public static ListScope<TEntity> Read(
        ListQuery query, ModelAdmin model, IReadOnlyList<ListFilter<TEntity>> filters, StaffTime time,
        ICollection<string> notices)
    {
        var scope = new ListScope<TEntity>(time) { Words = ReadWords(query, model, notices) };
        foreach (var filter in filters)
            if (query[filter.Name] is { } value)
                if (filter.Find(value, time) is { } choice)
                    scope._filters.Add((filter, choice));
                else
                    notices.Add($"There is no {filter.Title} “{value}” to filter by.");
        if (model.DateHierarchy is not null && query[ListQuery.Dates] is { } date)
            if (DatePeriod.Read(date) is { } period)
                scope.Period = period;
            else
                notices.Add($"“{date}” is no year, month or day.");
        return scope;
    }

    public FilterChoice<TEntity>? ChoiceOf(ListFilter<TEntity> filter) =>
        _filters.Find(chosen => chosen.Filter == filter).Choice;

    /// <param name="rows">What is narrowed.</param>
    /// <param name="drill">The dates to drill into.</param>
    /// <param name="except">A filter that is left out, to count its other choices.</param>
    /// <param name="instead">The choice that takes its place.</param>
    /// <param name="days">Days instead of the period.</param>
    public IQueryable<TEntity> Narrow(
        IQueryable<TEntity> rows, DateDrill<TEntity>? drill, ListFilter<TEntity>? except = null,
        FilterChoice<TEntity>? instead = null, DateRange? days = null)
    {
        var others = _filters.Where(chosen => chosen.Filter != except).Select(chosen => chosen.Choice);
        FilterChoice<TEntity>[] choices = [.. others.Append(instead).OfType<FilterChoice<TEntity>>()];
        List<DaysOf> dates = [.. choices.Select(choice => choice.Days).OfType<DaysOf>()];
        if ((days ?? Period?.Range) is { } range)
            dates.Add(new DaysOf(drill!.Date, range));
        // One range a date: of several SQLite would take the first into the index and read all rows of it.
        foreach (var date in dates.GroupBy(date => date.Date.ToString()))
        {
            var common = date.Select(one => one.Range).Aggregate((one, other) => one.And(other));
            rows = rows.Where(common.Holds<TEntity>(date.First().Date, _time));
        }
        return choices.Where(choice => choice.Days is null).Aggregate(rows, (left, choice) => left.Where(choice.Holds));
    }

    /// <summary>The column that the database finds the rows by.</summary>
    public LambdaExpression? ServedBy(DateDrill<TEntity>? drill) => Period is not null
        ? drill!.Date
        : _filters.Select(chosen => chosen.Filter.ServedBy).FirstOrDefault(column => column is not null);

    private static string? ReadWords(ListQuery query, ModelAdmin model, ICollection<string> notices)
    {
        if (model.SearchFields.Count == 0 || query[ListQuery.Search] is not { } words)
            return null;
        if (words.Length > SearchInput.Longest)
            notices.Add($"Only the first {SearchInput.Longest} characters were searched for.");
        return SearchInput.Cut(words);
    }
}
