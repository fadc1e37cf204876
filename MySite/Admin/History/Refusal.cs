using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace MySite.Admin.History;

/// <summary>An error by which the database says no: a conflict, a rule, another writer.</summary>
internal static class Refusal
{
    // EF Core wraps what it takes for a passing trouble.
    public static bool Is(Exception error) =>
        error is DbUpdateException or DbException || error.InnerException is DbUpdateException or DbException;
}
