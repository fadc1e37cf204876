namespace MySite.Signals.Identity;

/// <summary>A log-in was refused.</summary>
/// <param name="UserName">
/// The user's name or, if there is no such user, what was typed, cut to 256 characters. Handle it with care: people
/// type passwords into this box.
/// </param>
/// <param name="UserId">The user's key; <see langword="null"/> if no user is known.</param>
/// <param name="Method">How it was tried.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="Provider">The external login provider.</param>
/// <param name="RemoteAddress">
/// Where the request came from, as the server sees it; <see langword="null"/> outside of one.
/// </param>
/// <param name="UserAgent">What the client calls itself, cut to 512 characters.</param>
public sealed record UserLoginFailed(
    string? UserName, string? UserId, LoginMethod Method, LoginFailure Reason, string? Provider, string? RemoteAddress,
    string? UserAgent);
