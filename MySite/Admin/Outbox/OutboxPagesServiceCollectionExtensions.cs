using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MySite.Admin.Outbox;

internal static class OutboxPagesServiceCollectionExtensions
{
    public static IServiceCollection AddOutboxPages(this IServiceCollection services)
    {
        // In the place of the pages that every declared model has.
        services.PostConfigure<RazorPagesOptions>(pages => pages.Conventions
            .AddPageRoute("/Admin/Outbox/Index", "/admin/outbox/delivery")
            .AddPageRoute("/Admin/Outbox/Delivery", "/admin/outbox/delivery/{id}/change"));
        services.AddSingleton(new AdminTool(
            "Outbox", "/admin/outbox/", "Deliveries that wait, fail and are done", "outbox.view_delivery"));
        return services.AddScoped<DeliveryChanges>().AddScoped<DeliveryLog>().AddScoped<DeliveryReceivers>();
    }
}
