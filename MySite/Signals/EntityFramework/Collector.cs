using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Looks up in the database what a deletion takes along, as far as somebody listens (Django's collector).</summary>
internal sealed class Collector(
    DbContext context, DeletionListeners listeners, CollectedRows collected, bool loadsDependents, bool synchronous)
{
    /// <returns>Whether the context tracks anything new.</returns>
    public async ValueTask<bool> CollectAsync(TrackedEntities tracked, CancellationToken cancellationToken)
    {
        var deleted = tracked.Pending.Where(entry => entry.State == EntityState.Deleted && Matters(entry.Metadata))
            .Where(entry => collected.Add(entry.Entity)).ToArray();
        var more = false;
        if (loadsDependents)
            foreach (var (key, principals) in By(deleted, listeners.DependentsOf))
                more |= await LoadDependentsAsync(key, principals, cancellationToken).ConfigureAwait(false);
        foreach (var (navigation, owners) in By(deleted, listeners.LinksOf))
            more |= await ReadLinksAsync(navigation, owners, tracked, cancellationToken).ConfigureAwait(false);
        return more;
    }

    private bool Matters(IReadOnlyEntityType type) =>
        listeners.LinksOf(type).Count > 0 || (loadsDependents && listeners.DependentsOf(type).Count > 0);

    private static IEnumerable<(T Relation, EntityEntry[] Deleted)> By<T>(
        EntityEntry[] deleted, Func<IReadOnlyEntityType, IReadOnlyList<T>> relations) =>
        from entry in deleted
        from relation in relations(entry.Metadata)
        group entry by relation into entries
        select (entries.Key, entries.ToArray());

    private async ValueTask<bool> LoadDependentsAsync(
        IForeignKey key, EntityEntry[] principals, CancellationToken cancellationToken)
    {
        var keys = principals.Select(entry => EntityKey.Of(entry, key.PrincipalKey)).ToHashSet();
        var rows = await RowReader.Of(key.DeclaringEntityType)
            .LoadAsync(Query(key.DeclaringEntityType, key.Properties, keys), cancellationToken).ConfigureAwait(false);

        var more = false;
        foreach (var entry in rows.Select(context.Entry))
            // One that was tracked before may have been given to another principal.
            if (entry.State is EntityState.Unchanged or EntityState.Modified && keys.Contains(EntityKey.OfPrincipal(entry, key)))
            {
                entry.State = EntityState.Deleted;
                more = true;
            }
        return more;
    }

    private async ValueTask<bool> ReadLinksAsync(
        ISkipNavigation navigation, EntityEntry[] owners, TrackedEntities tracked, CancellationToken cancellationToken)
    {
        var (near, far, join) = (navigation.ForeignKey, navigation.Inverse.ForeignKey, navigation.JoinEntityType);
        var own = join.FindPrimaryKey()!;
        var keys = owners.Select(entry => EntityKey.Of(entry, near.PrincipalKey)).ToHashSet();
        IProperty[] values = [.. own.Properties, .. near.Properties, .. far.Properties];
        var rows = await RowReader.Of(join).ReadAsync(Query(join, near.Properties, keys), values, cancellationToken)
            .ConfigureAwait(false);

        var (first, second) = (own.Properties.Count, own.Properties.Count + near.Properties.Count);
        var links = rows
            .Select(row => (
                Row: new EntityKey(own, row[..first]),
                Link: new LostLink(
                    navigation,
                    new EntityKey(near.PrincipalKey, row[first..second]),
                    new EntityKey(far.PrincipalKey, row[second..]))))
            .Where(link => tracked.Find(link.Row) is null && collected.Add(link.Row, link.Link))
            .Select(link => link.Link.Other);
        return await LoadMissingAsync(navigation, [.. links], tracked, cancellationToken).ConfigureAwait(false);
    }

    // A receiver on the other side gets the entity there.
    private async ValueTask<bool> LoadMissingAsync(
        ISkipNavigation navigation, IReadOnlyList<EntityKey> others, TrackedEntities tracked, CancellationToken cancellationToken)
    {
        var missing = others.Where(key => tracked.Find(key) is null).ToHashSet();
        if (missing.Count == 0 || !listeners.Hears(navigation.Inverse))
            return false;
        var type = navigation.TargetEntityType;
        await RowReader.Of(type)
            .LoadAsync(Query(type, navigation.Inverse.ForeignKey.PrincipalKey.Properties, missing), cancellationToken)
            .ConfigureAwait(false);
        return true;
    }

    private RowQuery Query(IEntityType type, IReadOnlyList<IProperty> properties, HashSet<EntityKey> keys) =>
        new(context, type, properties, [.. keys.Select(key => key.Values)], synchronous);
}
