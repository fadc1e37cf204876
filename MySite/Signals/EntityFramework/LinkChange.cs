using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Links of one entity, in one direction of a relation, that come or go in one save.</summary>
internal sealed class LinkChange(
    EntityEntry owner, ISkipNavigation navigation, LinkSender sender, IReadOnlyList<EntityEntry> joins,
    IReadOnlyList<LostKey> lost, M2MAction pre)
{
    private readonly EntityState _state = pre == M2MAction.PreAdd ? EntityState.Added : EntityState.Deleted;
    private IReadOnlyList<EntityEntry> _joins = joins;
    private IReadOnlyList<LostKey> _lost = lost;
    private bool _announced;

    public object Instance => owner.Entity;

    /// <summary>The type that senders are matched by.</summary>
    public Type SenderType => navigation.DeclaringEntityType.ClrType;

    public DbContext Context => owner.Context;

    public ISkipNavigation Navigation => navigation;

    public LinkSender Sender => sender;

    public bool IsNews => !_announced && IsPending;

    public bool IsPending =>
        _joins.Any(join => join.State == _state) || _lost.Any(link => link.Cause.State == EntityState.Deleted);

    public M2MAction PreAction => pre;

    public M2MAction PostAction => pre + 1;

    /// <summary>The other side's keys, at first without those that the database has yet to make.</summary>
    public IReadOnlyList<object> Keys { get; private set; } = [];

    public void Announce()
    {
        _announced = true;
        Capture();
    }

    /// <summary>Reads the keys; once before the receivers and again after them, because they may take links back.</summary>
    public void Capture()
    {
        _joins = [.. _joins.Where(join => join.State == _state)];
        _lost = [.. _lost.Where(link => link.Cause.State == EntityState.Deleted)];
        Keys = ReadKeys();
    }

    /// <summary>Fills in the keys that the database has made. Those of lost links are forgotten by now, and kept.</summary>
    public void Complete()
    {
        if (_state == EntityState.Added)
            Keys = ReadKeys();
    }

    /// <summary>Notes what is still pending although it was saved.</summary>
    public void Remember(UnacceptedChanges unaccepted)
    {
        foreach (var join in _joins)
            unaccepted.Remember(join);
    }

    private List<object> ReadKeys()
    {
        var properties = navigation.Inverse.ForeignKey.Properties;
        var keys = new List<object>(_joins.Count + _lost.Count);
        foreach (var join in _joins)
        {
            var values = properties.Select(property => join.Property(property.Name)).ToArray();
            if (!values.Any(value => value.IsTemporary))
                keys.Add(KeyOf([.. values.Select(value => value.CurrentValue)]));
        }
        keys.AddRange(_lost.Select(link => KeyOf(link.Key.Values)));
        return keys;
    }

    private static object KeyOf(IReadOnlyList<object?> values) => values.Count == 1 ? values[0]! : values.ToArray();
}
