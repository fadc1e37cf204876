using System.Security.Claims;
using MySite.Data;

namespace MySite.Admin.Models;

/// <content>What a model has to say about the deletion of its objects.</content>
internal abstract partial class ModelAdmin
{
    /// <returns>Why the object has to stay, in words for the page; <see langword="null"/> if it may go.</returns>
    public virtual Task<string?> WhyNotDeleteAsync(
        SiteDbContext db, object entity, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    /// <summary>Deletes an object of the scope's context; through a manager, say, that has something to announce.</summary>
    /// <returns>Why it is still there; <see langword="null"/> if it is not.</returns>
    public virtual async Task<string?> DeleteAsync(
        IServiceProvider services, object entity, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<SiteDbContext>();
        db.Remove(entity);
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }
}
