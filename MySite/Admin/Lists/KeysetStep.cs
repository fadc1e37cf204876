using System.Linq.Expressions;
using System.Reflection;

namespace MySite.Admin.Lists;

/// <summary>Compares one sorted expression with the value where a page ended.</summary>
internal sealed class KeysetStep(Expression sorted, object? value, bool isUp, bool sortsNullHighest)
{
    private static readonly MethodInfo CompareTexts = typeof(string).GetMethod(
        nameof(string.Compare), [typeof(string), typeof(string)])!;

    private readonly bool _mayBeNull = !sorted.Type.IsValueType || Nullable.GetUnderlyingType(sorted.Type) is not null;

    public Expression Same => value is null ? IsNull : Expression.Equal(sorted, Rows.Value(value, sorted.Type));

    public Expression Beyond => (value, NullsAreLast: sortsNullHighest == isUp) switch
    {
        (null, true) => Expression.Constant(false),
        (null, false) => Expression.Not(IsNull),
        (_, true) when _mayBeNull => Expression.OrElse(Compared(strictly: true), IsNull),
        _ => Compared(strictly: true),
    };

    /// <summary>One comparison for both, of which databases make a range of an index.</summary>
    public Expression BeyondOrSame => (value, NullsAreLast: sortsNullHighest == isUp) switch
    {
        (null, _) => Expression.OrElse(Beyond, Same),
        (_, true) when _mayBeNull => Expression.OrElse(Compared(strictly: false), IsNull),
        _ => Compared(strictly: false),
    };

    private Expression IsNull => Expression.Equal(sorted, Expression.Constant(null, sorted.Type));

    private BinaryExpression Compared(bool strictly)
    {
        var (left, right) = Comparable(sorted, Rows.Value(value, sorted.Type));
        return (isUp, strictly) switch
        {
            (true, true) => Expression.GreaterThan(left, right),
            (true, false) => Expression.GreaterThanOrEqual(left, right),
            (false, true) => Expression.LessThan(left, right),
            _ => Expression.LessThanOrEqual(left, right),
        };
    }

    private static (Expression Left, Expression Right) Comparable(Expression left, Expression right)
    {
        var type = Nullable.GetUnderlyingType(left.Type) ?? left.Type;
        if (type == typeof(string))
            return (Expression.Call(CompareTexts, left, right), Expression.Constant(0));
        if (type == typeof(bool))
            return (Number(left), Number(right));
        if (!type.IsEnum)
            return (left, right);
        var number = Enum.GetUnderlyingType(type);
        if (type != left.Type)
            number = typeof(Nullable<>).MakeGenericType(number);
        return (Expression.Convert(left, number), Expression.Convert(right, number));
    }

    private static ConditionalExpression Number(Expression flag) => Expression.Condition(
        Expression.Equal(flag, Expression.Constant(true, flag.Type)), Expression.Constant(1), Expression.Constant(0));
}
