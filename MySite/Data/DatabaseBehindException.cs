namespace MySite.Data;

/// <summary>The database lacks a migration; its message is what the person at the command line sees.</summary>
internal sealed class DatabaseBehindException() : Exception("The database is not up to date. Run the command migrate first.");
