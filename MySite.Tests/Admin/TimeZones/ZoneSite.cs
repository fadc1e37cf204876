using System.Net;
using AngleSharp.Dom;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.TimeZones;

/// <summary>A base for tests of staff who live somewhere.</summary>
public abstract class ZoneSite(DatabaseServer server) : SiteTests(server)
{
    protected const string OwnUrl = "/admin/timezone/";

    /// <summary>Somebody who may do everything and has chosen the zone.</summary>
    private protected async Task<Visitor> StaffInAsync(string zone, string name = "ada")
    {
        var visitor = await Site.CreateSignedInVisitorAsync(name, isStaff: true, isSuperuser: true);
        await MoveAsync(visitor, zone);
        return visitor;
    }

    private protected static async Task MoveAsync(Visitor visitor, string zone)
    {
        var response = await (await AdminForm.OpenAsync(visitor, OwnUrl)).Type("TimeZone", zone).SendAsync();
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    protected static string Text(INode? node) =>
        string.Join(' ', (node?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    protected static string[] Texts(IParentNode page, string selector) => [.. page.QuerySelectorAll(selector).Select(Text)];

    protected static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc + "Z", null);
}
