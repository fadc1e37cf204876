using System.Linq.Expressions;

namespace MySite.Admin.Lists;

internal sealed record SortTerm(LambdaExpression By, bool IsDescending);
