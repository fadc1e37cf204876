using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

/// <summary>A query made an entity out of a row.</summary>
/// <typeparam name="TEntity">The type that the receiver asked for.</typeparam>
/// <param name="Entity">
/// The entity, with the values of its row. Its navigations are not set yet, and it is not tracked yet.
/// </param>
/// <param name="Context">The context that queries. It is busy: a receiver must neither query nor save with it.</param>
/// <remarks>
/// Django's <c>post_init</c>, for rows only: .NET has no hook in a constructor, so an entity made with <c>new</c> is not
/// announced, and there is no <c>pre_init</c>. A row of an entity that is tracked already makes no new one. Receivers must not
/// await; their errors come out of the query. Needs <see cref="ModelSignalsOptions.RaisesPostInit"/>.
/// </remarks>
public sealed record PostInit<TEntity>(TEntity Entity, DbContext Context)
    where TEntity : class;
