using System.Linq.Expressions;

namespace MySite.Admin.Lists;

/// <summary>The days that a date may lie in.</summary>
internal sealed record DaysOf(LambdaExpression Date, DateRange Range);
