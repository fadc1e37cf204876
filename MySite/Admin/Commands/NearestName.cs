namespace MySite.Admin.Commands;

/// <summary>What somebody meant who mistyped a name.</summary>
internal static class NearestName
{
    /// <returns>The name that takes the fewest letters to be made of it; <see langword="null"/> if none is near.</returns>
    public static string? Of(string typed, IEnumerable<string> names) => names
        .Select(name => (Name: name, Distance: Distance(typed.ToUpperInvariant(), name.ToUpperInvariant())))
        .Where(near => near.Distance <= Math.Max(1, near.Name.Length / 3))
        .OrderBy(near => near.Distance).ThenBy(near => near.Name, StringComparer.Ordinal)
        .Select(near => near.Name).FirstOrDefault();

    /// <returns>What to say if a name is not among those that are known; <see langword="null"/> if it is.</returns>
    public static string? Unknown(string what, string name, IEnumerable<string> known)
    {
        string[] names = [.. known.Distinct().Order(StringComparer.Ordinal)];
        if (names.Contains(name))
            return null;
        var guess = Of(name, names) is { } near ? $" Did you mean {near}?" : "";
        return $"There is no {what} {name}.{guess} There are: {string.Join(", ", names)}.";
    }

    // Levenshtein's, a row at a time.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var (diagonal, above) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                above = Math.Min(Math.Min(above, row[j]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], above);
            }
        }
        return row[^1];
    }
}
