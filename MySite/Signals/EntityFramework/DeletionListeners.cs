using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>What a deletion takes along that somebody wants to hear of, and in which order types are announced.</summary>
internal sealed class DeletionListeners
{
    private readonly Dictionary<IReadOnlyEntityType, IForeignKey[]> _dependents = [];
    private readonly Dictionary<IReadOnlyEntityType, ISkipNavigation[]> _links = [];
    private readonly Dictionary<IReadOnlyEntityType, int> _ranks = [];
    private readonly ModelListeners _listeners;

    public DeletionListeners(IModel model, ModelListeners listeners)
    {
        _listeners = listeners;
        foreach (var type in model.GetEntityTypes())
        {
            // A link is loaded only where the database removes it by itself: otherwise the deletion fails without it.
            var links = type.GetSkipNavigations().Where(navigation =>
                listeners.LinksOf(navigation.JoinEntityType).Count > 0
                && navigation.ForeignKey.DeleteBehavior == DeleteBehavior.Cascade).ToArray();
            if (links.Length > 0)
                _links.Add(type, links);
        }

        foreach (var type in model.GetEntityTypes())
            Rank(type);
        foreach (var type in model.GetEntityTypes())
        {
            var dependents = CascadesTo(type).Where(key => Matters(key.DeclaringEntityType, [])).ToArray();
            if (dependents.Length > 0)
                _dependents.Add(type, dependents);
        }
    }

    /// <summary>The foreign keys of the dependents that a deleted entity takes along and that somebody listens to.</summary>
    public IReadOnlyList<IForeignKey> DependentsOf(IReadOnlyEntityType type) => _dependents.GetValueOrDefault(type, []);

    /// <summary>The relations whose links a deleted entity takes along and that somebody listens to.</summary>
    public IReadOnlyList<ISkipNavigation> LinksOf(IReadOnlyEntityType type) => _links.GetValueOrDefault(type, []);

    /// <summary>Whether somebody listens to the links of a relation in this direction.</summary>
    public bool Hears(ISkipNavigation navigation) =>
        _listeners.LinksOf(navigation.JoinEntityType).Any(link => link.Navigation == navigation);

    /// <summary>Lower for dependents than for what they depend on, and for derived types than for their bases.</summary>
    public int RankOf(IReadOnlyEntityType type) => -_ranks[type];

    public static bool Cascades(IReadOnlyForeignKey key) =>
        key.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.ClientCascade;

    private static IEnumerable<IForeignKey> CascadesTo(IEntityType type) =>
        type.GetReferencingForeignKeys().Where(key => !key.IsOwnership && Cascades(key));

    private bool Matters(IEntityType type, HashSet<IEntityType> asked) =>
        type.GetDerivedTypesInclusive().Any(each => asked.Add(each) && (
            _listeners.Of(each) is { Deletes.Length: > 0 }
            || _links.ContainsKey(each)
            || CascadesTo(each).Any(key => Matters(key.DeclaringEntityType, asked))));

    // What a type depends on comes first; in a circle, which cascades cannot be, the order is the model's.
    private void Rank(IReadOnlyEntityType type)
    {
        if (!_ranks.TryAdd(type, 0))
            return;
        if (type.BaseType is { } parent)
            Rank(parent);
        foreach (var key in type.GetForeignKeys().Where(key => key.IsRequired || Cascades(key)))
            foreach (var principal in key.PrincipalEntityType.GetDerivedTypesInclusive())
                Rank(principal);
        _ranks[type] = _ranks.Count(known => known.Value > 0) + 1;
    }
}
