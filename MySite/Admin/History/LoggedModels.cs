using MySite.Admin.Models;

namespace MySite.Admin.History;

/// <summary>The models with a history.</summary>
internal sealed class LoggedModels
{
    private readonly Dictionary<Type, LoggedModel> _models;

    public LoggedModels(AdminSite site)
    {
        var inlines = site.Models.SelectMany(model => model.Inlines.Select(inline => (Parent: model, Inline: inline)))
            .DistinctBy(row => row.Inline.Item).ToDictionary(row => row.Inline.Item);
        // The history has none of its own, even if somebody declares it to look at it.
        var types = site.Models.Where(model => model is not IOwnHistory).Select(model => model.Entity)
            .Union(inlines.Keys).Where(type => type != typeof(LogEntry));
        _models = types.ToDictionary(
            type => type,
            type => inlines.TryGetValue(type, out var row)
                ? new LoggedModel(type, site.Find(type), row.Parent, row.Inline.Collection)
                : new LoggedModel(type, site.Find(type), null, null));
    }

    public LoggedModel? Find(Type entity) => _models.GetValueOrDefault(entity);

    public LoggedModel? Find(string label) => _models.Values.FirstOrDefault(model => model.Label == label);
}
