namespace MySite.Data;

internal enum DatabaseProvider
{
    Sqlite,
    SqlServer,
    PostgreSql,
}
