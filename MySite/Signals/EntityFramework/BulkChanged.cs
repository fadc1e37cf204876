using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>One statement updated or deleted rows of an entity type without loading them.</summary>
/// <typeparam name="TEntity">The type that the receiver asked for.</typeparam>
/// <param name="EntityType">
/// The entity type that the statement was written for: of a query of a base type the base type, although rows of derived types
/// change too; of a query of a derived type the derived one. Owned entities count as a part of their owner, as in
/// <see cref="PostSave{TEntity}"/>: deleting rows of an owned collection is an update of the owner.
/// </param>
/// <param name="Kind">What the statement did.</param>
/// <param name="Rows">How many rows the database says it changed; more than zero.</param>
/// <param name="UpdateFields">
/// Names of the properties that were written, inside an owned or complex value with their path, <c>Address.City</c>;
/// <see langword="null"/> for a deletion.
/// </param>
/// <param name="Context">
/// The context that ran the statement. Entities that it tracks still have their old values.
/// </param>
/// <remarks>
/// Django's <c>QuerySet.update</c> sends nothing; its <c>QuerySet.delete</c> loads the rows if somebody listens. Sent after
/// ExecuteUpdate and ExecuteDelete, inside the caller's transaction if there is one; a receiver's error is logged. Which rows
/// changed is not known. The record may be sent by hand too, after raw SQL, say, which the library does not announce.
/// </remarks>
public sealed record BulkChanged<TEntity>(
    IReadOnlyEntityType EntityType, BulkChangeKind Kind, int Rows, IReadOnlySet<string>? UpdateFields, DbContext Context)
    where TEntity : class;
