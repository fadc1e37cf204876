using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Signals.Http;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;
using MySite.Tests.Signals.Identity;
using MySite.Tests.Signals.Outbox;

namespace MySite.Tests.Signals.Samples;

internal static class Start
{
    public static void Add(IServiceCollection services, IdentityBuilder identity, string connection)
    {
        services.AddReceivers(PaymentReceivers.Connect).AddReceivers(OrderReceivers.Connect);
        services.AddModelSignals<ShopContext>().AddOutbox<ShopOutboxStore>();
        services.AddDbContext<ShopContext>((scope, options) => options.UseSqlite(connection).UseModelSignals(scope));
        identity.AddAccountSignals<Member>();
        services.AddRequestSignals();
    }
}
