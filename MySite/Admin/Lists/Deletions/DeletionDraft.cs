using System.Security.Claims;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Models;
using MySite.Admin.Permissions;

namespace MySite.Admin.Lists.Deletions;

/// <summary>Collects a <see cref="DeletionPlan"/>.</summary>
internal sealed class DeletionDraft(AdminSite site, ClaimsPrincipal user)
{
    private const int MostListed = 100;
    private const int MostListedBelow = 20;

    private readonly Dictionary<IEntityType, DeletionCount> _counts = [];
    private readonly List<DeletionNode> _roots = [];
    private readonly HashSet<(IEntityType, string)> _goAlong = [];
    private readonly List<(IEntityType Type, object Entity)> _protected = [];
    private int _unlisted;

    public IReadOnlyList<DeletionNode> AddRoots(IEntityType type, IReadOnlyList<object> entities, bool isMore)
    {
        DeletionNode[] nodes = [.. entities.Select(entity => Node(type, entity))];
        _goAlong.UnionWith(entities.Select(entity => (type, KeyOf(type, entity))));
        _roots.AddRange(nodes.Take(MostListed));
        _unlisted = nodes.Length - _roots.Count;
        Count(type, nodes.Length, isMore);
        return nodes;
    }

    /// <returns>Those that were not known yet, with their nodes.</returns>
    public (IReadOnlyList<object> Entities, IReadOnlyList<DeletionNode> Nodes) AddBelow(
        IForeignKey relation, IReadOnlyList<object> principals, IReadOnlyList<DeletionNode> nodes, IReadOnlyList<Dependent> found)
    {
        var type = relation.DeclaringEntityType;
        var key = relation.PrincipalKey.Properties[0].GetGetter();
        var parents = principals.Zip(nodes).ToDictionary(pair => key.GetClrValue(pair.First)!, pair => pair.Second);
        Dependent[] fresh =
        [
            .. found.Take(DeletionPlanner.MostObjects).Where(dependent => _goAlong.Add((type, KeyOf(type, dependent.Entity)))),
        ];
        DeletionNode[] added = [.. fresh.Select(dependent => Node(type, dependent.Entity))];
        foreach (var (dependent, node) in fresh.Zip(added))
            Hang(node, parents[dependent.Principal]);
        Count(type, fresh.Length, found.Count > DeletionPlanner.MostObjects);
        return ([.. fresh.Select(dependent => dependent.Entity)], added);
    }

    public void Protect(IEntityType type, IEnumerable<object> entities) =>
        _protected.AddRange(entities.Select(entity => (type, entity)));

    public DeletionPlan Plan() => new(
        _roots, _unlisted, [.. _counts.Values],
        [
            .. _protected.Where(left => !_goAlong.Contains((left.Type, KeyOf(left.Type, left.Entity))))
                .Take(MostListed).Select(left => Node(left.Type, left.Entity)).Select(node => $"{node.Title} “{node.Text}”"),
        ],
        [
            .. _counts.Keys.Select(type => site.Find(type.ClrType)).OfType<ModelAdmin>()
                .Where(model => !user.May(model, ModelAction.Delete)).Select(model => model.Title),
        ]);

    private static void Hang(DeletionNode node, DeletionNode parent)
    {
        if (parent.Below.Count < MostListedBelow)
            parent.Below.Add(node);
        else
            parent.Unlisted++;
    }

    private void Count(IEntityType type, int number, bool isMore)
    {
        if (number == 0)
            return;
        var old = _counts.GetValueOrDefault(type);
        var (title, titles) = EntityTitle.Of(type, site);
        _counts[type] = new DeletionCount(title, titles, number + (old?.Number ?? 0), isMore || old?.IsMore == true);
    }

    private DeletionNode Node(IEntityType type, object entity) =>
        new(EntityTitle.Of(type, site).Title, EntityTitle.HasText(type) ? entity.ToString() ?? "" : KeyOf(type, entity));

    private static string KeyOf(IEntityType type, object entity) => string.Join(
        ", ", type.FindPrimaryKey()!.Properties.Select(property => ValueText.Of(property.GetGetter().GetClrValue(entity)!)));
}
