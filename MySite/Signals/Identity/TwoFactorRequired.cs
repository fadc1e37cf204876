namespace MySite.Signals.Identity;

/// <summary>The first factor was right, and the second is asked for.</summary>
/// <param name="UserId">The user's key, as <c>UserManager.GetUserIdAsync</c> spells it.</param>
/// <param name="UserName">The user's name.</param>
/// <param name="Method">The first factor.</param>
/// <param name="Provider">The external login provider.</param>
/// <param name="RemoteAddress">Where the request came from, as the server sees it.</param>
/// <param name="UserAgent">What the client calls itself, cut to 512 characters.</param>
public sealed record TwoFactorRequired(
    string UserId, string? UserName, LoginMethod Method, string? Provider, string? RemoteAddress, string? UserAgent);
