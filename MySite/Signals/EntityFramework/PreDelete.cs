using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

/// <summary>An entity is about to be deleted. A receiver may clean up through the context, or refuse by throwing.</summary>
/// <typeparam name="TEntity">The type that the receiver asked for.</typeparam>
/// <param name="Entity">The entity, with its key.</param>
/// <param name="Origin">
/// The entity whose deletion led to this one by cascade, over all steps; <paramref name="Entity"/> itself if it was not a
/// cascade. Where both ends of a cascading relation are deleted in one save, it counts as a cascade.
/// </param>
/// <param name="Context">
/// The context that is saving. Better not saved from here: that writes everything that is pending, announced by that save.
/// </param>
/// <remarks>
/// Django's <c>pre_delete</c>. In one save, deletions are announced before anything else, and before the first statement:
/// dependents before what they depend on, entities of one type by ascending key. Dependents that the context tracks and that
/// go along are announced too; those that it does not track only with <see cref="ModelSignalsOptions.LoadsDependents"/>.
/// </remarks>
public sealed record PreDelete<TEntity>(TEntity Entity, object Origin, DbContext Context)
    where TEntity : class;
