using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace MySite.Tests.Accounts.External;

/// <summary>A provider after OpenID Connect: discovery, authorization, tokens, keys. Whoever comes is let through.</summary>
internal sealed class OpenIdProvider : HttpMessageHandler
{
    public const string Authority = "https://id.example";
    public const string ClientId = "mysite";
    public const string ClientSecret = "a secret";

    private readonly RSA _key = RSA.Create(2048);
    private readonly Dictionary<string, Dictionary<string, string>> _codes = [];

    /// <summary>What is said of the person who comes.</summary>
    public Dictionary<string, object> Claims { get; } = new() { ["sub"] = "4711" };

    /// <summary>Signs with a key that is not among those it shows.</summary>
    public bool IsForged { get; set; }

    /// <summary>The page on which somebody agrees.</summary>
    /// <returns>Where the browser is sent back to.</returns>
    public string Authorize(Uri asked)
    {
        Assert.StartsWith($"{Authority}/authorize", asked.AbsoluteUri, StringComparison.Ordinal);
        var query = QueryHelpers.ParseQuery(asked.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        Assert.Equal((ClientId, "code", "S256"), (query["client_id"], query["response_type"], query["code_challenge_method"]));
        Assert.Equal(["email", "openid", "profile"], query["scope"].Split(' ').Order());
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        _codes[code] = query;
        var back = new Uri(QueryHelpers.AddQueryString(
            query["redirect_uri"], new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }));
        return back.PathAndQuery;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) => request.RequestUri!.AbsolutePath switch
        {
            "/.well-known/openid-configuration" => Json(new
            {
                issuer = Authority,
                authorization_endpoint = $"{Authority}/authorize",
                token_endpoint = $"{Authority}/token",
                jwks_uri = $"{Authority}/keys",
                response_types_supported = new List<string> { "code" },
                subject_types_supported = new List<string> { "public" },
                id_token_signing_alg_values_supported = new List<string> { "RS256" },
            }),
            "/keys" => Json(new { keys = new List<object> { PublicKey() } }),
            "/token" => Token(QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellationToken))
                .ToDictionary(pair => pair.Key, pair => pair.Value.ToString())),
            _ => new(HttpStatusCode.NotFound),
        };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _key.Dispose();
        base.Dispose(disposing);
    }

    private object PublicKey()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            alg = "RS256",
            kid = "1",
            n = Base64Url.EncodeToString(key.Modulus),
            e = Base64Url.EncodeToString(key.Exponent),
        };
    }

    private HttpResponseMessage Token(Dictionary<string, string> form)
    {
        var isKnown = _codes.Remove(form["code"], out var asked);
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"])));
        if (!isKnown || asked!["code_challenge"] != challenge || asked["redirect_uri"] != form["redirect_uri"]
            || form["client_secret"] != ClientSecret)
            return new(HttpStatusCode.BadRequest) { Content = new StringContent("""{"error":"invalid_grant"}""") };
        return Json(new { access_token = "unused", token_type = "Bearer", id_token = IdToken(asked["nonce"]) });
    }

    private string IdToken(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(Claims)
        {
            ["iss"] = Authority,
            ["aud"] = ClientId,
            ["iat"] = now,
            ["exp"] = now + 300,
            ["nonce"] = nonce,
        };
        var text = $"{Part(new { alg = "RS256", kid = "1", typ = "JWT" })}.{Part(claims)}";
        using var other = RSA.Create(2048);
        var signature = (IsForged ? other : _key).SignData(
            Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));

    private static HttpResponseMessage Json(object value) =>
        new() { Content = new StringContent(JsonSerializer.Serialize(value), Encoding.UTF8, "application/json") };
}
