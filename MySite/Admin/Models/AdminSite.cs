namespace MySite.Admin.Models;

/// <summary>The models that the administration knows.</summary>
internal sealed class AdminSite
{
    public AdminSite(IEnumerable<ModelAdmin> models)
    {
        Models = [.. models.OrderBy(model => model.App, StringComparer.Ordinal)
            .ThenBy(model => model.Titles, StringComparer.Ordinal)];
        if (Models.GroupBy(model => (model.App, model.Name)).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            var names = string.Join(" and ", twice.Select(model => model.GetType().Name));
            throw new InvalidOperationException($"{names} both declare {twice.Key.App}/{twice.Key.Name}.");
        }
    }

    public IReadOnlyList<ModelAdmin> Models { get; }

    /// <returns><see langword="null"/> if there is no such model.</returns>
    public ModelAdmin? Find(string app, string name) => Models.FirstOrDefault(model => model.App == app && model.Name == name);

    public TAdmin Of<TAdmin>()
        where TAdmin : ModelAdmin => Models.OfType<TAdmin>().Single();

    public ModelAdmin? Find(Type entity) => Models.FirstOrDefault(model => model.Entity == entity);
}
