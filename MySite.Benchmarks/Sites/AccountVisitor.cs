using System.Net;
using System.Text.RegularExpressions;

namespace MySite.Benchmarks.Sites;

/// <summary>Somebody who fills in the forms for accounts.</summary>
internal sealed partial class AccountVisitor : IDisposable
{
    public const string TokenField = "__RequestVerificationToken";

    private readonly Uri _site;
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;
    private readonly Dictionary<string, string> _tokens = [];

    public AccountVisitor(Uri site)
    {
        _site = site;
        _http = new(new HttpClientHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = site };
    }

    /// <summary>What a browser sends along.</summary>
    public string Cookies => _cookies.GetCookieHeader(_site);

    public static string TokenIn(string page) => Token.Match(page).Groups[1].Value;

    public async Task SignUpAsync(string name)
    {
        // Whoever signs up is logged in: somebody else each time.
        using var somebody = new AccountVisitor(_site);
        await somebody.PostAsync("/accounts/signup/", HttpStatusCode.Redirect,
            ("UserName", name), ("Email", $"{name}@example.org"), ("Password", SiteFolder.Password),
            ("ConfirmPassword", SiteFolder.Password));
    }

    public Task LogInAsync(string name) => PostAsync(
        "/accounts/login/", HttpStatusCode.Redirect, ("UserName", name), ("Password", SiteFolder.Password));

    public Task FailToLogInAsync(string name) => PostAsync(
        "/accounts/login/", HttpStatusCode.OK, ("UserName", name), ("Password", "not the password"));

    public Task AskForPasswordAsync(string address) =>
        PostAsync("/accounts/password_reset/", HttpStatusCode.Redirect, ("Email", address));

    public void Dispose() => _http.Dispose();

    private async Task<string> TokenOfAsync(string path)
    {
        if (!_tokens.TryGetValue(path, out var token))
            _tokens[path] = token = TokenIn(await _http.GetStringAsync(new Uri(path, UriKind.Relative)));
        return token;
    }

    private async Task PostAsync(string path, HttpStatusCode expected, params (string Name, string Value)[] fields)
    {
        var page = new Uri(path, UriKind.Relative);
        var token = await TokenOfAsync(path);
        using var form = new FormUrlEncodedContent(
            [.. fields.Select(field => KeyValuePair.Create($"Input.{field.Name}", field.Value)),
                KeyValuePair.Create(TokenField, token)]);
        using var response = await _http.PostAsync(page, form);
        if (response.StatusCode != expected)
            throw new InvalidOperationException($"{path} was answered by {response.StatusCode} in place of {expected}.");
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex Token { get; }
}
