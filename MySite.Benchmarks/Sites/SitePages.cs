using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace MySite.Benchmarks.Sites;

/// <summary>The requests of the site's own pages, as bytes that can be sent again and again.</summary>
internal static partial class SitePages
{
    public static byte[][] Index(Uri site) => [Get(site, "/polls/")];

    public static byte[][] Details(Uri site, params int[] polls) =>
        [.. AllOr(polls).Select(poll => Get(site, $"/polls/{poll}/"))];

    public static byte[][] Results(Uri site, params int[] polls) =>
        [.. AllOr(polls).Select(poll => Get(site, $"/polls/{poll}/results/"))];

    /// <summary>The forms as a browser has them: with the cookie and the token of a visitor, and choices of their polls.</summary>
    public static async Task<byte[][]> VotesAsync(Uri site, params int[] polls)
    {
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var http = new HttpClient(handler) { BaseAddress = site };
        List<byte[]> votes = [];
        foreach (var poll in AllOr(polls))
        {
            var page = await http.GetStringAsync(new Uri($"/polls/{poll}/", UriKind.Relative));
            var (choice, token) = (Choice.Match(page).Groups[1].Value, AccountVisitor.TokenIn(page));
            votes.Add(Post(
                site, $"/polls/{poll}/vote/", cookies.GetCookieHeader(site), ("choice", choice),
                (AccountVisitor.TokenField, token)));
        }
        return [.. votes];
    }

    public static byte[] Get(Uri site, string path, string headers = "", string version = "1.1") =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/{version}\r\nHost: {site.Authority}\r\n{headers}\r\n");

    public static byte[] Post(Uri site, string path, string cookies, params (string Name, string Value)[] fields)
    {
        var body = string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
        return Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {site.Authority}\r\nCookie: {cookies}\r\n" +
            $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private static IEnumerable<int> AllOr(int[] polls) => polls.Length > 0 ? polls : Enumerable.Range(1, SiteFolder.Polls);

    [GeneratedRegex("""name="choice" id="choice1" value="(\d+)""")]
    private static partial Regex Choice { get; }
}
