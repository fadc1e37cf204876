namespace MySite.Signals.Identity;

/// <summary>Somebody logged in.</summary>
/// <param name="UserId">The user's key, as <c>UserManager.GetUserIdAsync</c> spells it.</param>
/// <param name="UserName">The user's name.</param>
/// <param name="Method">What let the user in: with two factors, the second.</param>
/// <param name="Provider">The external login provider, or whatever authentication method the caller named.</param>
/// <param name="RemoteAddress">Where the request came from, as the server sees it.</param>
/// <param name="UserAgent">What the client calls itself, cut to 512 characters.</param>
public sealed record UserLoggedIn(
    string UserId, string? UserName, LoginMethod Method, string? Provider, string? RemoteAddress, string? UserAgent);
