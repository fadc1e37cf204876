using System.Linq.Expressions;

namespace MySite.Admin.Lists;

/// <summary>Days from one to the one before another, each beginning where the staff are.</summary>
internal sealed record DateRange(DateOnly From, DateOnly To)
{
    public static bool IsDate(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var date
        && (date == typeof(DateTimeOffset) || date == typeof(DateTime) || date == typeof(DateOnly));

    /// <summary>What two have in common; empty, with its end before its beginning, if that is nothing.</summary>
    public DateRange And(DateRange other) => new(From > other.From ? From : other.From, To < other.To ? To : other.To);

    public Expression<Func<TEntity, bool>> Holds<TEntity>(LambdaExpression date) => Rows.Where<TEntity>(row => Expression.AndAlso(
        Expression.GreaterThanOrEqual(date.Of(row), Start(From, date.ReturnType)),
        Expression.LessThan(date.Of(row), Start(To, date.ReturnType))));

    public static DateOnly DayOf(object date) => date switch
    {
        DateOnly day => day,
        DateTime time => DateOnly.FromDateTime(time),
        _ => StaffTime.DayOf((DateTimeOffset)date),
    };

    private static Expression Start(DateOnly day, Type type) => Rows.Value(
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var date when date == typeof(DateOnly) => day,
            var date when date == typeof(DateTime) => day.ToDateTime(TimeOnly.MinValue),
            _ => StaffTime.StartOf(day),
        },
        type);
}
