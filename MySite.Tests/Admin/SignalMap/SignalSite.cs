using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals;
using MySite.Signals.Diagnostics;
using MySite.Tests.Admin.Lists;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.SignalMap;

/// <summary>A site with a signal that one receiver of two cannot bear, and one that nobody hears.</summary>
public abstract class SignalSite() : ListSite(DatabaseServer.Sqlite)
{
    protected const string Permission = "signals.view_signal";

    protected static readonly Signal<int> Shaken = new("shaken");
    protected static readonly Signal<int> Lonely = new("lonely");

    protected override SiteFactory CreateSite(TestDatabase database) => base.CreateSite(database).With(services => services
        .AddReceivers(hub =>
        {
            hub.On(Shaken).WithPriority(3).WithKey("glass").When(force => force > 5)
                .Call(_ => throw new TimeoutException("s3cret"));
            hub.On(Shaken).WithKey("stone").Call(_ => { });
        }));

    protected static IElement[] RowsOf(IParentNode page, string signal) => [.. page.QuerySelectorAll("table.map tbody")
        .Where(body => Text(body.QuerySelector("th code")) == signal).SelectMany(body => body.QuerySelectorAll("tr"))];

    private protected SignalMonitor Monitor => Site.Services.GetRequiredService<SignalMonitor>();

    /// <summary>Sends in a trace of its own.</summary>
    protected async Task SendAsync(Signal<int> signal, int payload = 1, string name = "shake")
    {
        using var trace = Monitor.Begin("job", name, out _);
        await Site.Services.GetRequiredService<ISignalHub>().SendRobustAsync(signal, payload, cancellationToken: Cancel);
    }

    protected static async Task SignUpAsync(Visitor visitor, string name = "ada")
    {
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)(await visitor.OpenAsync("/accounts/signup/"))
            .QuerySelector("main form")!;
        await visitor.FollowAsync(await visitor.SubmitAsync(
            form, ("Input.UserName", name), ("Input.Email", $"{name}@example.org"), ("Input.Password", "correct horse battery"),
            ("Input.ConfirmPassword", "correct horse battery")));
    }
}
