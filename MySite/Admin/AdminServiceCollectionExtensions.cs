using System.CommandLine;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MySite.Accounts;
using MySite.Admin.Commands;
using MySite.Admin.Forms;
using MySite.Admin.Groups;
using MySite.Admin.History;
using MySite.Admin.Lists;
using MySite.Admin.Models;
using MySite.Admin.Outbox;
using MySite.Admin.Permissions;
using MySite.Admin.SignalMap;
using MySite.Admin.TimeZones;
using MySite.Admin.Users;
using MySite.Signals;

namespace MySite.Admin;

internal static class AdminServiceCollectionExtensions
{
    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder().AddPolicy(
            StaffPolicy.Name, policy => policy.RequireAuthenticatedUser().RequireClaim(StaffClaim.Type));
        // PostConfigure, because AddRazorPages drops conventions that were added before it.
        services.PostConfigure<RazorPagesOptions>(pages => pages.Conventions.AuthorizeFolder("/Admin", StaffPolicy.Name));
        services.AddModelAdmins(typeof(ModelAdmin).Assembly).AddSingleton<AdminSite>();
        services.AddScoped<FormChoices>().AddScoped<FormLoader>()
            .AddScoped<FormReader>().AddScoped<FormWriter>().AddScoped<FormRules>();
        services.AddHistory().AddReceivers(AdminReceivers.Connect);
        services.AddSingleton<PermissionCatalog>().AddScoped<PermissionStore>();
        services.AddScoped<GroupEditor>();
        services.AddScoped<GroupMembership>().AddScoped<UserEditor>().AddScoped<UserRemoval>();
        services.AddAdminLists().AddStaffTime().AddSignalMap().AddOutboxPages();
        services.AddSingleton<Command, SignalsCommand>();
        services.AddSingleton<Command, OutboxCommand>();
        return services;
    }

    public static void MapAdmin(this IEndpointRouteBuilder site) => site.MapSignalMap();
}
