using System.Net;
using System.Text.RegularExpressions;

namespace MySite.Benchmarks.Sites;

/// <summary>Somebody who fills in the forms for accounts, and is never logged in.</summary>
internal sealed partial class AccountVisitor(Uri site) : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly HttpClient _http = Open(site);
    private readonly Dictionary<string, string> _tokens = [];

    public async Task SignUpAsync(string name)
    {
        // Whoever signs up is logged in: somebody else each time.
        using var somebody = new AccountVisitor(site);
        await somebody.PostAsync("/accounts/signup/", HttpStatusCode.Redirect,
            ("UserName", name), ("Email", $"{name}@example.org"), ("Password", Password), ("ConfirmPassword", Password));
    }

    public Task FailToLogInAsync(string name) => PostAsync(
        "/accounts/login/", HttpStatusCode.OK, ("UserName", name), ("Password", "not the password"));

    public Task AskForPasswordAsync(string address) =>
        PostAsync("/accounts/password_reset/", HttpStatusCode.Redirect, ("Email", address));

    public void Dispose() => _http.Dispose();

    private async Task PostAsync(string path, HttpStatusCode expected, params (string Name, string Value)[] fields)
    {
        var page = new Uri(path, UriKind.Relative);
        if (!_tokens.TryGetValue(path, out var token))
            _tokens[path] = token = Token.Match(await _http.GetStringAsync(page)).Groups[1].Value;
        using var form = new FormUrlEncodedContent(
            [.. fields.Select(field => KeyValuePair.Create($"Input.{field.Name}", field.Value)),
                KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var response = await _http.PostAsync(page, form);
        if (response.StatusCode != expected)
            throw new InvalidOperationException($"{path} was answered by {response.StatusCode} in place of {expected}.");
    }

    private static HttpClient Open(Uri site) =>
        new(new HttpClientHandler { CookieContainer = new(), AllowAutoRedirect = false }) { BaseAddress = site };

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex Token { get; }
}
