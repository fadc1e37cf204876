using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MySite.Signals.EntityFramework;

/// <summary>The other side's key of a link that the context does not track.</summary>
/// <param name="Cause">The entity whose deletion takes the link along.</param>
/// <param name="Key">The key.</param>
internal sealed record LostKey(EntityEntry Cause, EntityKey Key);
