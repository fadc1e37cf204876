using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MySite.Accounts;
using MySite.Admin.Permissions;
using MySite.Data;

namespace MySite.Tests.Support;

/// <summary>Lets a test begin with someone who has logged in, without going through the pages for it.</summary>
internal static class SignedIn
{
    public static async Task<Visitor> CreateSignedInVisitorAsync(
        this SiteFactory site, string name, bool isStaff = false, bool isSuperuser = false, params string[] permissions)
    {
        var cookies = new CookieContainer();
        var address = new Uri("http://localhost");
        cookies.Add(address, await site.CreateSessionCookieAsync(name, isStaff, isSuperuser, permissions));
        return new Visitor(site.CreateDefaultClient(address, new CookieContainerHandler(cookies)));
    }

    public static async Task<Cookie> CreateSessionCookieAsync(
        this SiteFactory site, string name, bool isStaff = false, bool isSuperuser = false, params string[] permissions)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var now = site.Clock.GetUtcNow();
        var user = new User
        {
            Id = Guid.CreateVersion7(now),
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            SecurityStamp = name,
            DateJoined = now,
            IsStaff = isStaff,
            IsSuperuser = isSuperuser,
        };
        var db = services.GetRequiredService<SiteDbContext>();
        db.Add(user);
        db.AddRange(permissions.Select(code => new IdentityUserClaim<Guid>
        {
            UserId = user.Id,
            ClaimType = PermissionClaim.Type,
            ClaimValue = code,
        }));
        await db.SaveChangesAsync();

        var principal = await services.GetRequiredService<IUserClaimsPrincipalFactory<User>>().CreateAsync(user);
        var scheme = IdentityConstants.ApplicationScheme;
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = now }, scheme);
        return new Cookie(options.Cookie.Name!, options.TicketDataFormat.Protect(ticket));
    }
}
