using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace MySite.Signals.EntityFramework;

/// <summary>Tells from a query's expression whether it changes rows, of what type, and which properties.</summary>
internal sealed class BulkStatementReader : ExpressionVisitor
{
    private IEntityType? _root;

    /// <returns><see langword="null"/> for a query that only reads.</returns>
    public static BulkStatement? Read(Expression query)
    {
        if (query is not MethodCallExpression { Method.DeclaringType: var type } call
            || type != typeof(EntityFrameworkQueryableExtensions))
            return null;
        return call.Method.Name switch
        {
            nameof(EntityFrameworkQueryableExtensions.ExecuteDelete) => new BulkStatementReader().Delete(call.Arguments[0]),
            "ExecuteUpdate" => new BulkStatementReader().Update(call.Arguments[0], call.Arguments[1]),
            _ => null,
        };
    }

    /// <summary>Stops at the first source: what is joined to it is not what the elements are.</summary>
    protected override Expression VisitExtension(Expression node)
    {
        if (node is EntityQueryRootExpression root)
            _root ??= root.EntityType;
        return node;
    }

    private BulkStatement? Delete(Expression source)
    {
        Visit(source);
        if (Find(source.Type.GetGenericArguments()[0]) is not { } type)
            return null;
        var path = new List<string>();
        var owner = Owner(type, path);
        return owner == type
            ? new BulkStatement(type, BulkChangeKind.Delete, null)
            : new BulkStatement(owner, BulkChangeKind.Update, new HashSet<string> { string.Join('.', path) });
    }

    private BulkStatement? Update(Expression source, Expression setters)
    {
        Visit(source);
        IReadOnlyEntityType? type = null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var setter in ((NewArrayExpression)setters).Expressions.Cast<NewExpression>())
        {
            var path = new List<string>();
            type = Target((LambdaExpression)Unquote(setter.Arguments[0]), path) ?? type;
            names.Add(string.Join('.', path));
        }
        return type is null ? null : new BulkStatement(type, BulkChangeKind.Update, names);
    }

    // Of question => question.Author.Address.City: the author, with the path Address.City.
    private IReadOnlyEntityType? Target(LambdaExpression property, List<string> path)
    {
        var current = Unconvert(property.Body);
        while (Member(current) is var (owner, name))
        {
            path.Insert(0, name);
            current = Unconvert(owner);
            if (Find(current.Type) is { } type && (!type.IsOwned() || current is ParameterExpression))
                return Owner(type, path);
        }
        return null;
    }

    private IReadOnlyEntityType? Find(Type type)
    {
        if (_root is null || _root.ClrType == type)
            return _root;
        var found = _root.Model.FindEntityTypes(type).ToArray();
        return Array.Find(found, candidate => Owner(candidate, []) == _root) ?? found.FirstOrDefault();
    }

    private static IReadOnlyEntityType Owner(IReadOnlyEntityType type, List<string> path)
    {
        while (type.FindOwnership() is { PrincipalToDependent: { } navigation } ownership)
        {
            path.Insert(0, navigation.Name);
            type = ownership.PrincipalEntityType;
        }
        return type;
    }

    private static (Expression Owner, string Name)? Member(Expression expression) => expression switch
    {
        MemberExpression { Expression: { } owner, Member.Name: var name } => (owner, name),
        MethodCallExpression
        {
            Method.Name: nameof(EF.Property), Arguments: [var owner, ConstantExpression { Value: string name }],
        } => (owner, name),
        MethodCallExpression { Object: { } owner, Arguments: [ConstantExpression { Value: string name }] } => (owner, name),
        _ => null,
    };

    private static Expression Unquote(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Quote, Operand: var operand } ? operand : expression;

    private static Expression Unconvert(Expression expression)
    {
        while (expression is UnaryExpression
            {
                NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs, Operand: var operand,
            })
            expression = operand;
        return expression;
    }
}
