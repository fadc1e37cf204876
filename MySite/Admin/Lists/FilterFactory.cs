using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Models;
using MySite.Admin.TimeZones;

namespace MySite.Admin.Lists;

/// <summary>Makes the filter that fits a property or a relation.</summary>
internal sealed class FilterFactory<TEntity>(IEntityType entity)
    where TEntity : class
{
    public ListFilter<TEntity> Create(FilterDeclaration declared) =>
        declared.Choices.Count > 0 ? Own(declared) : Create(declared.Name);

    private ListFilter<TEntity> Create(string name) => (entity.FindProperty(name), Navigation(name)) switch
    {
        ({ } property, _) when KindOf(property) == typeof(bool) => Fixed(property, "All", (column, _) => YesOrNo(column)),
        ({ } property, _) when KindOf(property).IsEnum => Fixed(property, "All", (column, _) => Names(column)),
        ({ } property, _) when DateRange.IsDate(KindOf(property)) => Fixed(property, "Any date", Dates),
        (_, { } navigation) => Related(navigation),
        _ => throw new InvalidOperationException(
            $"{typeof(TEntity).Name} cannot be filtered by {name}; name a date, a bool, an enum or a relation in ListFilter."),
    };

    private static FixedFilter<TEntity> Own(FilterDeclaration declared)
    {
        FilterChoice<TEntity>[] choices = [.. declared.Choices.Select(choice => new FilterChoice<TEntity>(
            ListQuery.NameOf(choice.Text.Replace(' ', '_')), choice.Text, (Expression<Func<TEntity, bool>>)choice.Holds))];
        return new(ListQuery.NameOf(declared.Name), declared.Title!, "All", servedBy: null, _ => choices);
    }

    private static Type KindOf(IProperty property) => Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;

    private INavigationBase? Navigation(string name) =>
        (INavigationBase?)entity.FindNavigation(name) ?? entity.FindSkipNavigation(name);

    private static FixedFilter<TEntity> Fixed(
        IProperty property, string any, Func<LambdaExpression, StaffTime, IEnumerable<FilterChoice<TEntity>>> choices)
    {
        var column = Columns.Of(typeof(TEntity), property);
        return new FixedFilter<TEntity>(
            ListQuery.NameOf(property.Name), ModelAdmin.TitleOf(property).ToLowerInvariant(), any,
            property.IsIndexed() ? column : null,
            time => [.. choices(column, time), .. property.IsNullable ? [Is(column, null, "none", "Empty")]
                : Array.Empty<FilterChoice<TEntity>>()]);
    }

    private static FilterChoice<TEntity>[] YesOrNo(LambdaExpression column) =>
        [Is(column, true, "yes", "Yes"), Is(column, false, "no", "No")];

    private static IEnumerable<FilterChoice<TEntity>> Names(LambdaExpression column)
    {
        var type = Nullable.GetUnderlyingType(column.ReturnType) ?? column.ReturnType;
        return Enum.GetNames(type).Select(name => Is(column, Enum.Parse(type, name), name, ModelAdmin.TitleOf(name)));
    }

    private static IEnumerable<FilterChoice<TEntity>> Dates(LambdaExpression column, StaffTime time)
    {
        var today = time.Today;
        var (tomorrow, month, year) = (today.AddDays(1), new DateOnly(today.Year, today.Month, 1),
            new DateOnly(today.Year, 1, 1));
        return
        [
            Within("today", "Today", today, tomorrow),
            Within("past_7_days", "Past 7 days", today.AddDays(-7), tomorrow),
            Within("this_month", "This month", month, month.AddMonths(1)),
            Within("this_year", "This year", year, year.AddYears(1)),
        ];

        FilterChoice<TEntity> Within(string value, string text, DateOnly from, DateOnly to) =>
            new(value, text, new DateRange(from, to).Holds<TEntity>(column, time))
            {
                Days = new(column, new DateRange(from, to)),
            };
    }

    private static FilterChoice<TEntity> Is(LambdaExpression column, object? value, string name, string text) => new(
        name, text, Rows.Where<TEntity>(row => Expression.Equal(
            column.Of(row),
            value is null ? Expression.Constant(null, column.ReturnType) : Rows.Value(value, column.ReturnType))));

    private static ListFilter<TEntity> Related(INavigationBase navigation)
    {
        var key = navigation is INavigation { IsOnDependent: true } reference ? reference.ForeignKey.Properties.Single() : null;
        var column = key is null ? Rows.Property(typeof(TEntity), navigation.Name) : Columns.Of(typeof(TEntity), key);
        return (ListFilter<TEntity>)Activator.CreateInstance(
            typeof(RelatedFilter<,>).MakeGenericType(typeof(TEntity), navigation.TargetEntityType.ClrType),
            ListQuery.NameOf(navigation.Name), ModelAdmin.TitleOf(navigation).ToLowerInvariant(),
            navigation, column, key is null ? null : column)!;
    }
}
