using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MySite.Accounts;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Data;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Lists;

/// <summary>A base for tests of lists: a site with some declarations of its own, and staff with permissions.</summary>
public abstract class ListSite(DatabaseServer server) : SiteTests(server)
{
    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database).With(services => services
        .AddSingleton<ModelAdmin, ChoiceAdmin>().AddSingleton<ModelAdmin, MemberAdmin>().AddSingleton<ModelAdmin, TaggedAdmin>());

    protected static string[] First(IParentNode page) =>
        [.. page.QuerySelectorAll("table.list tbody tr").Select(row => row.QuerySelector("td a")!.TextContent)];

    protected static string Notice(IParentNode page) => Text(page.QuerySelector(".note"));

    protected static string Text(INode? node) =>
        string.Join(' ', (node?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    protected static string[] Texts(IParentNode page, string selector) => [.. page.QuerySelectorAll(selector).Select(Text)];

    protected static string Link(IParentNode page, string text) => Assert.Single(
        page.QuerySelectorAll("main a"), link => Text(link) == text).GetAttribute("href")!;

    private protected Task<Visitor> SuperuserAsync() => LogInAsync("root", isSuperuser: true);

    private protected async Task<Visitor> LogInAsync(string name, bool isSuperuser = false, params string[] permissions)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var user = new User
        {
            Id = Guid.CreateVersion7(Now),
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            SecurityStamp = name,
            DateJoined = Now,
            IsStaff = true,
            IsSuperuser = isSuperuser,
        };
        var db = scope.ServiceProvider.GetRequiredService<SiteDbContext>();
        db.Add(user);
        db.AddRange(permissions.Select(permission => new IdentityUserClaim<Guid>
        {
            UserId = user.Id,
            ClaimType = PermissionClaim.Type,
            ClaimValue = permission,
        }));
        await db.SaveChangesAsync(Cancel);

        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<User>>().CreateAsync(user);
        var scheme = IdentityConstants.ApplicationScheme;
        var options = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = Now }, scheme);
        var cookies = new CookieContainer();
        var address = new Uri("http://localhost");
        cookies.Add(address, new Cookie(options.Cookie.Name!, options.TicketDataFormat.Protect(ticket)));
        return new Visitor(Site.CreateDefaultClient(address, new CookieContainerHandler(cookies)));
    }
}
