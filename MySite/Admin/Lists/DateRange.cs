using System.Linq.Expressions;
using MySite.Admin.TimeZones;

namespace MySite.Admin.Lists;

/// <summary>Days from one to the one before another, each beginning where the staff are.</summary>
internal sealed record DateRange(DateOnly From, DateOnly To)
{
    public static bool IsDate(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var date
        && (date == typeof(DateTimeOffset) || date == typeof(DateTime) || date == typeof(DateOnly));

    /// <summary>What two have in common; empty, with its end before its beginning, if that is nothing.</summary>
    public DateRange And(DateRange other) => new(From > other.From ? From : other.From, To < other.To ? To : other.To);

    public Expression<Func<TEntity, bool>> Holds<TEntity>(LambdaExpression date, StaffTime time) => Rows.Where<TEntity>(
        row => Expression.AndAlso(
            Expression.GreaterThanOrEqual(date.Of(row), Start(From, date.ReturnType, time)),
            Expression.LessThan(date.Of(row), Start(To, date.ReturnType, time))));

    public static DateOnly DayOf(object date, StaffTime time) => date switch
    {
        DateOnly day => day,
        DateTime local => DateOnly.FromDateTime(local),
        _ => time.DayOf((DateTimeOffset)date),
    };

    private static Expression Start(DateOnly day, Type type, StaffTime time) => Rows.Value(
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var date when date == typeof(DateOnly) => day,
            var date when date == typeof(DateTime) => day.ToDateTime(TimeOnly.MinValue),
            _ => time.StartOf(day),
        },
        type);
}
