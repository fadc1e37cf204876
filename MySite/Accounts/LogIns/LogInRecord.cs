using MySite.Signals.Identity;

namespace MySite.Accounts.LogIns;

/// <summary>One time that somebody logged in, or tried to in vain.</summary>
internal sealed class LogInRecord
{
    public const int AddressLength = 64;
    public const int BrowserLength = 400;

    public long Id { get; private set; }

    /// <summary>Whose account it was. The rows of an account that is gone go with it.</summary>
    public required Guid UserId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required LoginMethod Method { get; init; }

    public required bool Succeeded { get; init; }

    /// <summary>Where the request came from, as the server sees it.</summary>
    public string? RemoteAddress { get; init => field = Cut(value, AddressLength); }

    /// <summary>What the browser calls itself.</summary>
    public string? UserAgent { get; init => field = Cut(value, BrowserLength); }

    public override string ToString() => Succeeded ? $"Log-in by {Method}" : $"Failed log-in by {Method}";

    // Half of a letter that takes two is none, and PostgreSQL refuses it.
    private static string? Cut(string? text, int length) => text is null || text.Length <= length ? text
        : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
