namespace MySite.Signals.Http;

/// <summary>A request has arrived.</summary>
/// <param name="Context">The request, untouched: neither routed nor authenticated.</param>
public sealed record RequestStarted(HttpContext Context);
