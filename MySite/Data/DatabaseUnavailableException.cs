using System.Data.Common;

namespace MySite.Data;

/// <summary>The database cannot be opened; its message is what the person who starts the site sees.</summary>
internal sealed class DatabaseUnavailableException(DbException cause)
    : Exception($"The database of ConnectionStrings:Default cannot be opened: {cause.Message}", cause);
