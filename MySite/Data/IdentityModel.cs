using Microsoft.AspNetCore.Identity;

namespace MySite.Data;

/// <summary>
/// What Identity's tables look like. The model reads these options from the application's services, so every maker of a
/// context needs them: without, EF Core silently models the first schema, which has no table for passkeys.
/// </summary>
internal static class IdentityModel
{
    public static void Configure(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.Stores.MaxLengthForKeys = 128;
    }

    public static IServiceProvider Services { get; } =
        new ServiceCollection().Configure<IdentityOptions>(Configure).BuildServiceProvider();
}
