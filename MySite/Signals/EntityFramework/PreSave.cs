using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

/// <summary>An entity is about to be inserted or updated. A receiver may change it, add others, or refuse by throwing.</summary>
/// <typeparam name="TEntity">The type that the receiver asked for.</typeparam>
/// <param name="Entity">The entity. Keys that the database will make are not there yet.</param>
/// <param name="Created">Whether it is inserted.</param>
/// <param name="Changes">Properties whose values differ from the database; empty for an insert, where all are new.</param>
/// <param name="UpdateFields">Names of the columns' properties that are written; <see langword="null"/> for an insert.</param>
/// <param name="Context">
/// The context that is saving. Better not saved from here: that writes everything that is pending, announced by that save.
/// </param>
/// <remarks>
/// Django's <c>pre_save</c>. In one save, every <c>pre_save</c> precedes the first statement, in the order in which the
/// context tracks the entities; the signals after the save come in the same order. What receivers change or add is announced
/// and saved too.
/// </remarks>
public sealed record PreSave<TEntity>(
    TEntity Entity, bool Created, IReadOnlyList<PropertyChange> Changes, IReadOnlySet<string>? UpdateFields, DbContext Context)
    where TEntity : class;
