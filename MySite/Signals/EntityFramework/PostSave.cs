using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

/// <summary>An entity was inserted or updated, and has its keys.</summary>
/// <typeparam name="TEntity">The type that the receiver asked for.</typeparam>
/// <param name="Entity">The entity as it was saved.</param>
/// <param name="Created">Whether it was inserted.</param>
/// <param name="Changes">Properties that were changed, with old and new values; empty for an insert, where all are new.</param>
/// <param name="UpdateFields">Names of the columns' properties that were written; <see langword="null"/> for an insert.</param>
/// <param name="Context">The context that saved. A receiver may use it, and may save again.</param>
/// <remarks>
/// Django's <c>post_save</c>, with the changes that it lacks. Inside the caller's transaction if there is one, otherwise
/// after the save's own commit. A receiver's error is logged and does not turn the finished save into a failed one.
/// </remarks>
public sealed record PostSave<TEntity>(
    TEntity Entity, bool Created, IReadOnlyList<PropertyChange> Changes, IReadOnlySet<string>? UpdateFields, DbContext Context)
    where TEntity : class;
