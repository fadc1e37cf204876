namespace MySite.Admin.History;

/// <summary>One thing that was done to one object: Django's <c>LogEntry</c>, with the values that it lacks.</summary>
internal sealed class LogEntry
{
    public const int ModelLength = 150;
    public const int KeyLength = 128;
    public const int TextLength = 200;
    public const int UserNameLength = 256;
    public const int AddressLength = 45;

    public long Id { get; private set; }

    /// <summary>What was done together: a transaction, or else a save.</summary>
    public Guid Operation { get; set; }

    public DateTimeOffset Time { get; init; }

    public LogAction Action { get; init; }

    /// <summary>The object's model as permissions name it: <c>polls.question</c>.</summary>
    public required string Model { get; init; }

    public required string ObjectId { get; init; }

    public required string ObjectText { get; init; }

    /// <summary>The model of the object on whose page this one is edited; <see langword="null"/> if it has a page.</summary>
    public string? ParentModel { get; init; }

    public string? ParentId { get; init; }

    public string? ParentText { get; set; }

    /// <summary>Who did it; kept when the account is gone, and <see langword="null"/> if nobody was logged in.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Their name; of a command, that of the operating system's user.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The address of the one who asked; <see langword="null"/> if it was not done in a request.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>The path of the request, <c>command seed</c> or <c>background</c>.</summary>
    public required string Source { get; init; }

    /// <summary>A list of <see cref="LogChange"/>.</summary>
    public string Changes { get; set; } = "[]";
}
