namespace MySite.Signals.Identity;

/// <summary>A session was ended because its security stamp is stale, or its user gone.</summary>
/// <param name="UserId">The key of the user that the session was for.</param>
/// <param name="UserName">The name that the user had when the session was made.</param>
/// <param name="RemoteAddress">Where the request came from, as the server sees it.</param>
/// <param name="UserAgent">What the client calls itself, cut to 512 characters.</param>
public sealed record SessionRejected(string? UserId, string? UserName, string? RemoteAddress, string? UserAgent);
