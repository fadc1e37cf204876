using MailKit.Net.Smtp;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MySite.Email;

internal static class EmailServiceCollectionExtensions
{
    public static IServiceCollection AddEmail(this IServiceCollection services)
    {
        services.AddOptions<EmailOptions>().BindConfiguration(EmailOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        // AddRazorPages replaces the conventions, so those added before it would be lost without a word.
        services.AddOptions<RazorPagesOptions>().PostConfigure<IHostEnvironment>(KeepPagesToDevelopment);

        services.AddSecurityHeaderPolicies().AddPolicy(DevMailHtmlModel.HeaderPolicy, DevMailHtmlModel.AddHeaders);

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MailComposer>();
        services.TryAddSingleton<MailFolder>();
        services.TryAddSingleton<Func<ISmtpClient>>(() => new SmtpClient());
        services.TryAddSingleton(ChosenSender);
        return services;
    }

    private static IMailSender ChosenSender(IServiceProvider services) =>
        services.GetRequiredService<IOptions<EmailOptions>>().Value.Delivery == MailDelivery.Smtp
            ? ActivatorUtilities.CreateInstance<SmtpMailSender>(services)
            : ActivatorUtilities.CreateInstance<PickupMailSender>(services);

    // A page without a selector gets no route: outside Development there is nothing to find.
    private static void KeepPagesToDevelopment(RazorPagesOptions options, IHostEnvironment host)
    {
        if (!host.IsDevelopment())
            options.Conventions.AddFolderRouteModelConvention("/Email", page => page.Selectors.Clear());
    }
}
