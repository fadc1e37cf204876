using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

/// <summary>An entity is about to be deleted. A receiver may clean up through the context, or refuse by throwing.</summary>
/// <typeparam name="TEntity">The type that the receiver asked for.</typeparam>
/// <param name="Entity">The entity, with its key.</param>
/// <param name="Context">
/// The context that is saving. Better not saved from here: that writes everything that is pending, announced by that save.
/// </param>
/// <remarks>
/// Django's <c>pre_delete</c>. Dependents that the context tracks and that go along are announced too; rows that the
/// database cascades to by itself are not. The order is that of the context, not Django's children first.
/// </remarks>
public sealed record PreDelete<TEntity>(TEntity Entity, DbContext Context)
    where TEntity : class;
