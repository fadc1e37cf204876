using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Tests.Data;

/// <summary>
/// Finds what SQL Server refuses with error 1785 and no offline tool reports: a table that one deletion would reach on
/// two ways, or that reaches itself.
/// </summary>
internal static class CascadePaths
{
    public static IReadOnlyList<string> DoubledIn(IModel model) =>
        model.GetEntityTypes().SelectMany(root => DoubledFrom(root, model)).Distinct().ToList();

    private static IEnumerable<string> DoubledFrom(IEntityType root, IModel model)
    {
        var reached = new HashSet<string?> { root.GetTableName() };
        var open = new Stack<IEntityType>([root]);
        while (open.TryPop(out var principal))
        {
            foreach (var dependent in DependentsOf(principal, model))
            {
                if (reached.Add(dependent.GetTableName()))
                    open.Push(dependent);
                else
                    yield return $"{root.GetTableName()} reaches {dependent.GetTableName()} twice";
            }
        }
    }

    private static IEnumerable<IEntityType> DependentsOf(IEntityType principal, IModel model) =>
        model.GetEntityTypes().SelectMany(type => type.GetForeignKeys())
            .Where(key => key.PrincipalEntityType == principal)
            .Where(key => key.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull)
            .Where(key => !(key.IsOwnership && key.DeclaringEntityType.GetTableName() == principal.GetTableName()))
            .Select(key => key.DeclaringEntityType);
}
