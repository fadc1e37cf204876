using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

/// <summary>An entity was deleted; the object still has its key.</summary>
/// <typeparam name="TEntity">The type that the receiver asked for.</typeparam>
/// <param name="Entity">The entity, no longer tracked.</param>
/// <param name="Origin">
/// The entity whose deletion led to this one by cascade; <paramref name="Entity"/> itself if it was not a cascade.
/// </param>
/// <param name="Context">The context that saved. A receiver may use it, and may save again.</param>
/// <remarks>
/// Django's <c>post_delete</c>, in its order: dependents before what they depend on, entities of one type by descending key.
/// A receiver's error is logged and does not undo the deletion.
/// </remarks>
public sealed record PostDelete<TEntity>(TEntity Entity, object Origin, DbContext Context)
    where TEntity : class;
