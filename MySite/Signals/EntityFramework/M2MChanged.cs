using Microsoft.EntityFrameworkCore;

namespace MySite.Signals.EntityFramework;

/// <summary>Links of a many-to-many relation change, seen from <typeparamref name="TInstance"/>.</summary>
/// <typeparam name="TInstance">The side whose links are grouped.</typeparam>
/// <typeparam name="TRelated">The other side.</typeparam>
/// <param name="Action">What happens.</param>
/// <param name="Instance">The entity whose links change.</param>
/// <param name="Navigation">Name of the collection on <typeparamref name="TInstance"/>, <c>Tags</c>.</param>
/// <param name="Keys">
/// Keys of the other side (an array each if the key is composite): the links that really come or go. Before the save the
/// keys that the database has yet to make are missing.
/// </param>
/// <param name="Context">The context that is saving.</param>
/// <remarks>
/// Django's <c>m2m_changed</c>, with three gaps closed: only real changes are announced, a clear says which links went,
/// and links lost with a deleted owner are announced. To hear the relation from the other side (<c>reverse</c>), connect to
/// <c>M2MChanged&lt;TRelated, TInstance&gt;</c>; a relation between entities of one type is heard from both sides at once, and
/// <paramref name="Navigation"/> tells them apart, as it does two relations between the same types. Removals are announced before
/// additions. Links that go with a deleted entity are looked up in the database if the context does not track them; those of
/// dependents that the database deletes along, only with <see cref="ModelSignalsOptions.LoadsDependents"/>.
/// </remarks>
public sealed record M2MChanged<TInstance, TRelated>(
    M2MAction Action, TInstance Instance, string Navigation, IReadOnlyList<object> Keys, DbContext Context)
    where TInstance : class
    where TRelated : class;
