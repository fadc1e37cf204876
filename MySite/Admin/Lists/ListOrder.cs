using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using MySite.Admin.Models;

namespace MySite.Admin.Lists;

/// <summary>What a list may be sorted by.</summary>
internal sealed class ListOrder(IEntityType entity, IReadOnlyList<ListColumn> columns, ModelAdmin model)
{
    private readonly LambdaExpression?[] _columns =
        [.. columns.Select(column => column.Order is { } order ? Sortable(entity, order) : null)];

    private readonly SortTerm[] _declared =
        [.. model.Ordering.Select(term => new SortTerm(Sortable(entity, term.By), term.Descending))];

    private readonly LambdaExpression _key = Columns.Of(entity.ClrType, entity.FindPrimaryKey()!.Properties.Single());

    public bool IsSortable(int column) => _columns[column] is not null;

    /// <summary>The order that the URL asks for, or the declared one, and in the end by key.</summary>
    public ChosenOrder Read(string? text, ICollection<string> notices)
    {
        if (text is null)
            return new ChosenOrder(DeclaredColumns(), WithKey(_declared));
        SortedColumn[]? columns = [.. text.Split('.').Select(Column).OfType<SortedColumn>().DistinctBy(column => column.Index)];
        if (columns.Length != text.Split('.').Length)
            notices.Add($"This list cannot be sorted by “{text}”.");
        return columns is []
            ? Read(null, notices)
            : new ChosenOrder(columns,
                WithKey([.. columns.Select(column => new SortTerm(_columns[column.Index]!, column.IsDescending))]));
    }

    private SortedColumn? Column(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number != int.MinValue && Math.Abs(number) - 1 is var index && index >= 0 && index < _columns.Length
            && IsSortable(index)
            ? new SortedColumn(index, number < 0)
            : null;

    // The key goes the way of the last term, as an index that ends with it does.
    private SortTerm[] WithKey(SortTerm[] terms) => [.. terms, new SortTerm(_key, terms is [] || terms[^1].IsDescending)];

    private SortedColumn[] DeclaredColumns() =>
    [
        .. _declared
            .Select(term => new SortedColumn(Array.FindIndex(_columns, column => Same(column, term.By)), term.IsDescending))
            .Where(column => column.Index >= 0),
    ];

    private static bool Same(LambdaExpression? one, LambdaExpression other) =>
        one is not null && ExpressionEqualityComparer.Instance.Equals(one, other);

    // A reference is sorted by its foreign key, as databases do not compare objects.
    private static LambdaExpression Sortable(IEntityType entity, LambdaExpression by) =>
        by.Body is MemberExpression { Expression: ParameterExpression } member
        && entity.FindNavigation(member.Member.Name) is { IsOnDependent: true, ForeignKey.Properties: [var key] }
            ? Columns.Of(entity.ClrType, key)
            : by;
}
