using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Data;

namespace MySite.Admin.Lists.Deletions;

/// <summary>Finds what depends on objects that are to be deleted.</summary>
internal sealed class Dependents(SiteDbContext db)
{
    private readonly HashSet<object> _tracked = new(ReferenceEqualityComparer.Instance);

    public static IEnumerable<IForeignKey> Of(IEntityType principal) => principal.GetReferencingForeignKeys()
        .Where(relation => relation is { IsOwnership: false, Properties: [_], PrincipalKey.Properties: [_] });

    /// <summary>Whether the other end is deleted along.</summary>
    public static bool GoAlong(IForeignKey relation) =>
        relation.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.ClientCascade;

    /// <summary>Whether the other end stops the deletion.</summary>
    public static bool Protect(IForeignKey relation) => !GoAlong(relation)
        && (relation.IsRequired || relation.DeleteBehavior is not (DeleteBehavior.SetNull or DeleteBehavior.ClientSetNull));

    public DependentRows Rows(IForeignKey relation) => (DependentRows)Activator.CreateInstance(
        typeof(DependentRows<>).MakeGenericType(relation.DeclaringEntityType.ClrType), db, relation)!;

    /// <summary>
    /// Lets the context track what goes along, over all steps, so that its deletion is announced too, and what is merely let
    /// go, which not every database does by itself.
    /// </summary>
    public Task TrackAsync<TEntity>(IReadOnlyList<TEntity> principals, CancellationToken cancellationToken)
        where TEntity : class => TrackAsync(db.Model.FindEntityType(typeof(TEntity))!, principals, cancellationToken);

    /// <summary>The same, for a type that is known only at run time.</summary>
    public Task TrackAsync(Type principal, IReadOnlyList<object> principals, CancellationToken cancellationToken) =>
        TrackAsync(db.Model.FindEntityType(principal)!, principals, cancellationToken);

    private async Task TrackAsync(IEntityType type, IReadOnlyList<object> principals, CancellationToken cancellationToken)
    {
        object[] seen = [.. principals.Where(_tracked.Add)];
        if (seen.Length == 0)
            return;
        foreach (var relation in Of(type).Where(relation => !Protect(relation)))
        {
            var found = await Rows(relation).TrackAsync(seen, cancellationToken);
            if (GoAlong(relation))
                await TrackAsync(relation.DeclaringEntityType, found, cancellationToken);
        }
    }
}
