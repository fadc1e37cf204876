namespace MySite.Data;

/// <summary>The database lacks a migration; its message is what the person who starts the site or a command sees.</summary>
internal sealed class DatabaseBehindException() : Exception("The database is not up to date. Run the command migrate first.");
