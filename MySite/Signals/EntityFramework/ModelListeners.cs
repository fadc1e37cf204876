using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Who listens to what of one EF model, as of one version of the hub, so that a save asks a dictionary.</summary>
internal sealed class ModelListeners
{
    private readonly Dictionary<IReadOnlyEntityType, EntityListeners> _entities = [];
    private readonly Dictionary<IReadOnlyEntityType, EntitySender[]> _bulks = [];
    private readonly Dictionary<IReadOnlyEntityType, EntitySender[]> _inits = [];
    private readonly Dictionary<IReadOnlyEntityType, List<(ISkipNavigation Navigation, LinkSender Sender)>> _links = [];
    private readonly Lazy<DeletionListeners> _deletions;
    private bool _hearsBefore;

    public ModelListeners(SignalHub hub, IModel model)
    {
        Version = hub.Version;
        foreach (var type in model.GetEntityTypes())
        {
            Listen(hub, type);
            foreach (var navigation in type.GetDeclaredSkipNavigations())
            {
                var sender = LinkSender.Of(navigation.DeclaringEntityType.ClrType, navigation.TargetEntityType.ClrType);
                if (sender.HasReceivers(hub, navigation.DeclaringEntityType.ClrType))
                    (_links.TryGetValue(navigation.JoinEntityType, out var both) ? both : _links[navigation.JoinEntityType] = [])
                        .Add((navigation, sender));
            }
        }
        _deletions = new(() => new DeletionListeners(model, this));
    }

    public int Version { get; }

    /// <summary>Whether a save needs looking at.</summary>
    public bool Any => _entities.Count > 0 || HasLinks;

    /// <summary>Whether somebody listens to the links of some relation.</summary>
    public bool HasLinks => _links.Count > 0;

    /// <summary>Whether nobody wants to know, and nothing has to be looked up, before a save is under way.</summary>
    public bool OnlyAfter => !_hearsBefore && !HasLinks;

    /// <summary>What a deletion needs to know besides.</summary>
    public DeletionListeners Deletions => _deletions.Value;

    public EntityListeners? Of(IReadOnlyEntityType type) => _entities.GetValueOrDefault(type);

    public EntitySender[] BulkOf(IReadOnlyEntityType type) => _bulks.GetValueOrDefault(type, []);

    public EntitySender[] InitsOf(IReadOnlyEntityType type) => _inits.GetValueOrDefault(type, []);

    public IReadOnlyList<(ISkipNavigation Navigation, LinkSender Sender)> LinksOf(IReadOnlyEntityType join) =>
        _links.TryGetValue(join, out var links) ? links : [];

    private void Listen(SignalHub hub, IReadOnlyEntityType entityType)
    {
        var type = entityType.ClrType;
        var chain = EntitySender.Chain(type).ToArray();
        if (Array.FindAll(chain, sender => sender.HearsBulk(hub, type)) is { Length: > 0 } bulks)
            _bulks.Add(entityType, bulks);
        // Owned entities are part of their owner, join rows are links.
        if (entityType.IsOwned() || entityType.HasSharedClrType)
            return;

        if (Array.FindAll(chain, sender => sender.HearsInit(hub, type)) is { Length: > 0 } inits)
            _inits.Add(entityType, inits);
        var saves = Array.FindAll(chain, sender => sender.HearsSaves(hub, type));
        var deletes = Array.FindAll(chain, sender => sender.HearsDeletes(hub, type));
        if (saves.Length + deletes.Length > 0)
            _entities.Add(entityType, new EntityListeners(type, saves, deletes));
        _hearsBefore |= deletes.Length > 0 || Array.Exists(saves, sender => sender.HearsPreSave(hub, type));
    }
}
