using System.Diagnostics.CodeAnalysis;

namespace MySite.Signals.Http;

/// <summary>An exception that nobody handled.</summary>
/// <param name="Context">The request, with the path and the endpoint that failed.</param>
/// <param name="Exception">What was thrown.</param>
[SuppressMessage("Naming", "CA1711", Justification = "Django's name for it; it is not an exception.")]
public sealed record GotRequestException(HttpContext Context, Exception Exception);
