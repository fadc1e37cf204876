namespace MySite.Data;

internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <value>Sqlite, which needs nothing installed.</value>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <value>Unset: the site migrates its database when it starts in Development, and not elsewhere.</value>
    public bool? MigrateOnStart { get; set; }
}
