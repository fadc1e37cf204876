using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using MySite.Polls;
using MySite.Tests.Admin.Lists;
using MySite.Tests.Support;

namespace MySite.Tests.Admin;

/// <summary>The site on a server of another language.</summary>
public sealed class LanguageTests() : ListSite(DatabaseServer.Sqlite)
{
    private static readonly DateTimeOffset Published = new(2035, 5, 2, 14, 0, 0, TimeSpan.Zero);

    protected override SiteFactory CreateSite(TestDatabase database) =>
        base.CreateSite(database).With(services => services.AddSingleton<IStartupFilter, GermanServer>());

    [Theory]
    [InlineData("/admin/polls/question/", "2 May 2035")]
    [InlineData("/admin/polls/question/add/", "Today")]
    [InlineData("/admin/signals/", "listens")]
    [InlineData("/polls/", "newest first")]
    public async Task Pages_are_in_English_whatever_server_and_browser_speak(string url, string words)
    {
        await SaveAsync([.. Enumerable.Range(0, 1200).Select(i => new Question($"Ready? {i}", Published))]);
        var visitor = await SuperuserAsync();
        visitor.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de-DE,ar;q=0.9");

        var page = await visitor.OpenAsync(url);

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains(words, Text(page.QuerySelector("main")), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b(Mai|Mittwoch|\d\.\d{3})\b", Text(page.QuerySelector("main")));
    }

    private sealed class GermanServer : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de-DE");
                return rest(context);
            });
            next(app);
        };
    }
}
