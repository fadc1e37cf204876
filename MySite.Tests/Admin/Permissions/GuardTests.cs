using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using MySite.Admin.Models;
using MySite.Admin.Permissions;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.Permissions;

/// <summary>Goes to every page of the administration, those of models that are declared later included.</summary>
public abstract class GuardTests(DatabaseServer server) : SiteTests(server)
{
    [Fact]
    public async Task Every_page_of_every_model_is_gone_to()
    {
        var urls = (await RequestsAsync()).Where(request => request.Model is not null)
            .Select(request => $"{request.Method} {request.Url.Split('?')[0]}").ToHashSet();

        Assert.Contains("GET /admin/accounts/user/add/", urls);
        Assert.Contains("POST /admin/accounts/user/add/", urls);
        Assert.Contains("POST /admin/accounts/group/add/", urls);
        Assert.Contains(urls, url => url.StartsWith("POST /admin/accounts/user/", StringComparison.Ordinal)
            && url.EndsWith("/password/", StringComparison.Ordinal));
        Assert.Contains(urls, url => url.StartsWith("GET /admin/accounts/group/", StringComparison.Ordinal)
            && url.EndsWith("/change/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Staff_without_a_permission_are_refused_everywhere()
    {
        var visitor = await Site.CreateSignedInVisitorAsync("grace", isStaff: true);

        Assert.Empty(await NotAnsweredAsync(
            visitor, HttpStatusCode.Forbidden, (await RequestsAsync()).Where(request => request.Model is not null)));
    }

    [Fact]
    public async Task The_permissions_of_all_other_models_open_no_page_of_a_model()
    {
        var requests = await RequestsAsync();
        var catalog = Site.Services.GetRequiredService<PermissionCatalog>();
        foreach (var own in requests.Where(request => request.Model is not null).GroupBy(request => request.Model))
        {
            var others = catalog.All.Where(permission => permission.Model != own.Key).Select(permission => permission.Code);
            var visitor = await Site.CreateSignedInVisitorAsync($"no-{own.Key!.Name}", isStaff: true, permissions: [.. others]);

            Assert.Empty(await NotAnsweredAsync(visitor, HttpStatusCode.Forbidden, own));
        }
    }

    [Fact]
    public async Task Whoever_is_not_staff_is_refused_everywhere_whatever_permissions_they_have()
    {
        var all = Site.Services.GetRequiredService<PermissionCatalog>().All.Select(permission => permission.Code);
        var visitor = await Site.CreateSignedInVisitorAsync("ada", permissions: [.. all]);

        Assert.Empty(await NotAnsweredAsync(visitor, HttpStatusCode.Forbidden, await RequestsAsync()));
    }

    [Fact]
    public async Task Strangers_are_sent_to_the_log_in_from_everywhere() =>
        Assert.Empty(await NotAnsweredAsync(CreateVisitor(), HttpStatusCode.Redirect, await RequestsAsync()));

    private async Task<IReadOnlyList<(ModelAdmin? Model, HttpMethod Method, string Url)>> RequestsAsync()
    {
        await SaveAsync(
            new Question("What's up?", Now) { Choices = { new("Not much") } },
            new Tag("fun"),
            new IdentityRole<Guid>("Editors") { Id = Guid.CreateVersion7(Now), NormalizedName = "EDITORS" });
        await Site.CreateSessionCookieAsync("somebody");
        return await AdminRequests.FindAsync(Site);
    }

    private static async Task<IReadOnlyList<string>> NotAnsweredAsync(
        Visitor visitor, HttpStatusCode expected, IEnumerable<(ModelAdmin? Model, HttpMethod Method, string Url)> requests)
    {
        var token = (await visitor.OpenAsync("/polls/"))
            .QuerySelector("[name=__RequestVerificationToken]")?.GetAttribute("value");
        var wrong = new List<string>();
        foreach (var (_, method, url) in requests)
        {
            using var form = method == HttpMethod.Get
                ? null : new FormUrlEncodedContent([new("__RequestVerificationToken", token ?? "")]);
            using var response = await visitor.SendAsync(method, url, form);
            var isLogIn = response.Headers.Location?.OriginalString.Contains("/accounts/login/", StringComparison.Ordinal);
            if (response.StatusCode != expected || isLogIn == false)
                wrong.Add($"{method} {url}: {(int)response.StatusCode} {response.Headers.Location}");
        }
        return wrong;
    }
}

public sealed class GuardTestsOnSqlite() : GuardTests(DatabaseServer.Sqlite);

public sealed class GuardTestsOnPostgreSql() : GuardTests(DatabaseServer.PostgreSql);
