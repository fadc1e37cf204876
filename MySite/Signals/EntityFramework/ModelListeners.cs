using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Who listens to what of one EF model, as of one version of the hub, so that a save asks a dictionary.</summary>
internal sealed class ModelListeners
{
    private readonly Dictionary<IReadOnlyEntityType, EntityListeners> _entities = [];
    private readonly Dictionary<IReadOnlyEntityType, List<(ISkipNavigation Navigation, LinkSender Sender)>> _links = [];

    public ModelListeners(SignalHub hub, IModel model)
    {
        Version = hub.Version;
        Storing = new StoringListeners(hub);
        foreach (var type in model.GetEntityTypes())
        {
            if (!type.IsOwned() && !type.HasSharedClrType && Listen(hub, type.ClrType) is { } listeners)
                _entities.Add(type, listeners);
            foreach (var navigation in type.GetDeclaredSkipNavigations())
            {
                var sender = LinkSender.Of(navigation.DeclaringEntityType.ClrType, navigation.TargetEntityType.ClrType);
                if (sender.HasReceivers(hub, navigation.DeclaringEntityType.ClrType))
                    (_links.TryGetValue(navigation.JoinEntityType, out var both) ? both : _links[navigation.JoinEntityType] = [])
                        .Add((navigation, sender));
            }
        }
    }

    public int Version { get; }

    public StoringListeners Storing { get; }

    /// <summary>Whether a save needs looking at.</summary>
    public bool Any => _entities.Count > 0 || _links.Count > 0;

    public EntityListeners? Of(IReadOnlyEntityType type) => _entities.GetValueOrDefault(type);

    public IReadOnlyList<(ISkipNavigation Navigation, LinkSender Sender)> LinksOf(IReadOnlyEntityType join) =>
        _links.TryGetValue(join, out var links) ? links : [];

    private static EntityListeners? Listen(SignalHub hub, Type type)
    {
        var chain = EntitySender.Chain(type).ToArray();
        var saves = Array.FindAll(chain, sender => sender.HearsSaves(hub, type));
        var deletes = Array.FindAll(chain, sender => sender.HearsDeletes(hub, type));
        return saves.Length + deletes.Length == 0 ? null : new(type, saves, deletes);
    }
}
