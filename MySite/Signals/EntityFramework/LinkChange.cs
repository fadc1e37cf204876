using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>Links of one entity, in one direction of a relation, that come or go in one save.</summary>
internal sealed class LinkChange(
    EntityEntry owner, ISkipNavigation navigation, LinkSender sender, IReadOnlyList<EntityEntry> joins, M2MAction pre)
{
    private IReadOnlyList<object>? _lost;

    public object Instance => owner.Entity;

    public Type InstanceType => owner.Metadata.ClrType;

    public DbContext Context => owner.Context;

    public ISkipNavigation Navigation => navigation;

    public LinkSender Sender => sender;

    public M2MAction PreAction => pre;

    public M2MAction PostAction => pre + 1;

    /// <summary>The other side's keys. Those of lost links are kept, since their rows are forgotten after the save.</summary>
    public IReadOnlyList<object> CurrentKeys()
    {
        if (pre != M2MAction.PreAdd)
            return _lost ??= Read();
        return Read();
    }

    private List<object> Read()
    {
        var properties = navigation.Inverse.ForeignKey.Properties;
        var keys = new List<object>(joins.Count);
        foreach (var join in joins)
        {
            var values = properties.Select(property => join.Property(property.Name)).ToArray();
            if (!values.Any(value => value.IsTemporary))
                keys.Add(values.Length == 1 ? values[0].CurrentValue! : values.Select(value => value.CurrentValue).ToArray());
        }
        return keys;
    }
}
