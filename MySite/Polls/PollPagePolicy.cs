using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using MySite.Shared;

namespace MySite.Polls;

/// <summary>
/// Keeps finished pages for visitors who are nobody in particular. They are asked for under the stamp of the polls on them, so
/// that none is found again once these have changed, and none that was made before a change is found after it.
/// </summary>
internal sealed class PollPagePolicy(PollCache polls, IOptions<PollsOptions> options, IOptions<AntiforgeryOptions> antiforgery)
    : IOutputCachePolicy
{
    public const string Name = "PollPage";

    /// <summary>How many bytes all pages together may take.</summary>
    public const long SizeLimit = 16_000_000;

    private const string CacheName = "poll_pages";

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var stamp = StampFor(context.HttpContext);
        var isForAnybody = stamp is not null && IsNobody(context.HttpContext.Request);
        context.AllowCacheLookup &= isForAnybody;
        context.AllowCacheStorage &= isForAnybody;
        context.ResponseExpirationTimeSpan = options.Value.CacheDuration;

        // Neither is written on the page, and whoever makes them up would fill the memory.
        context.CacheVaryByRules.QueryKeys = StringValues.Empty;
        context.CacheVaryByRules.VaryByHost = false;
        context.CacheVaryByRules.VaryByValues["stamp"] = stamp?.ToString(CultureInfo.InvariantCulture) ?? "";
        return default;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        CacheMeter.Hit(CacheName);
        return default;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        if (context.AllowCacheLookup)
            CacheMeter.Miss(CacheName);
        return default;
    }

    private long? StampFor(HttpContext context) => context.GetRouteValue("id") switch
    {
        null => polls.ListStamp,
        string text when int.TryParse(text, CultureInfo.InvariantCulture, out var id) => polls.StampOf(id),
        _ => null,
    };

    // Any other cookie may be a log-in or a note that waits for its reader.
    private bool IsNobody(HttpRequest request)
    {
        foreach (var (name, _) in request.Cookies)
            if (name != antiforgery.Value.Cookie.Name)
                return false;
        return true;
    }
}
