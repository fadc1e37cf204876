namespace MySite.Signals.Http;

/// <summary>A request is over.</summary>
/// <param name="Context">The request; its response can no longer be changed.</param>
/// <param name="StatusCode">The status that was sent, or would have been if the client had stayed.</param>
/// <param name="Elapsed">The time since the request reached the application.</param>
/// <param name="Exception">
/// The first exception that nobody handled, also where it was the client's failure. With one, a response whose status
/// reads 200 was cut off.
/// </param>
public sealed record RequestFinished(HttpContext Context, int StatusCode, TimeSpan Elapsed, Exception? Exception);
