using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace MySite.Admin.Lists;

/// <summary>Where a page begins or ends: the sorted values of a row and its key, as they stand in a URL.</summary>
internal static class Cursor
{
    public static string Of(IEnumerable<object?> values)
    {
        var texts = values.Select(value => value is null ? null : ValueText.Of(value));
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(texts));
    }

    /// <returns><see langword="null"/> if the text is no cursor of this order.</returns>
    public static IReadOnlyList<object?>? Read(string text, IReadOnlyList<SortTerm> terms)
    {
        if (!Base64Url.IsValid(text) || Texts(text) is not { } texts || texts.Length != terms.Count)
            return null;
        var values = texts.Zip(terms, (value, term) => value is null ? null : ValueText.Read(term.By.ReturnType, value))
            .ToArray();
        // What is null in the text may be null in the database; what could not be read is no value at all.
        var isRead = values.Zip(texts, (value, source) => value is null == source is null).All(same => same);
        return isRead && values[^1] is not null && FitsNulls(values, terms) ? values : null;
    }

    private static bool FitsNulls(object?[] values, IReadOnlyList<SortTerm> terms) => values.Zip(terms).All(pair =>
        pair.First is not null || !pair.Second.By.ReturnType.IsValueType
        || Nullable.GetUnderlyingType(pair.Second.By.ReturnType) is not null);

    private static string?[]? Texts(string text)
    {
        try
        {
            var json = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
            // PostgreSQL refuses the character that ends texts in C.
            return json.Contains("\\u0000", StringComparison.Ordinal) ? null : JsonSerializer.Deserialize<string?[]>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
