using System.Collections.Concurrent;
using MySite.Admin.Models;
using MySite.Data;

namespace MySite.Admin.Lists;

/// <summary>The change lists, each made once.</summary>
internal sealed class EntityLists(AdminSite site)
{
    private readonly ConcurrentDictionary<ModelAdmin, EntityList> _lists = new();

    /// <returns><see langword="null"/> if there is no such model.</returns>
    public EntityList? Find(SiteDbContext db, string app, string model) => site.Find(app, model) is { } found ? Of(db, found)
        : null;

    public EntityList Of(SiteDbContext db, ModelAdmin model) => _lists.GetOrAdd(model, _ => (EntityList)Activator.CreateInstance(
        typeof(EntityList<>).MakeGenericType(model.Entity),
        model,
        db.Model.FindEntityType(model.Entity) ?? throw new InvalidOperationException(
            $"{model.GetType().Name} declares {model.Entity.Name}, which the site's context does not know; configure it."))!);
}
