namespace MySite.Shared;

/// <summary>A value of <see cref="StampedCache"/>.</summary>
internal sealed record Stamped<T>(T Value, DateTimeOffset Expires, long Stamp);
