using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Admin.History;

/// <summary>What of a row the history leaves out, by the names that Identity and everybody else give it.</summary>
internal static class LogRules
{
    private static readonly string[] Secrets = ["Password", "Secret", "Token", "SecurityStamp"];

    // They change by themselves, at a log-in or with any other change.
    private static readonly string[] Noise = ["SecurityStamp", "ConcurrencyStamp", "LastLogin", "AccessFailedCount"];

    /// <summary>Whether its values are kept nowhere, and its changes without them.</summary>
    public static bool IsSecret(IReadOnlyProperty property) =>
        Secrets.Any(word => property.Name.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a change of it is worth no entry.</summary>
    public static bool IsNoise(IReadOnlyProperty property) => property.IsConcurrencyToken || Noise.Contains(property.Name);

    /// <summary>Whether the row of an object that was added or deleted is kept with it.</summary>
    public static bool IsKept(IReadOnlyProperty property) => !property.IsConcurrencyToken && !IsSecret(property);

    /// <summary>Whether what is kept of a row is enough to bring it back.</summary>
    public static bool IsRevertible(IReadOnlyEntityType type) => !type.GetProperties().Any(IsSecret);
}
