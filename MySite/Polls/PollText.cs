namespace MySite.Polls;

/// <summary>The last guard of a text that the database would cut or refuse; forms say it politely before.</summary>
internal static class PollText
{
    public static string Within(int length, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return value.Length <= length
            ? value
            : throw new ArgumentException($"The text has {value.Length} characters; at most {length} fit.");
    }
}
