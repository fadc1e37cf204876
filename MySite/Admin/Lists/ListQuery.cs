using System.Text.Json;
using Microsoft.AspNetCore.Http.Extensions;

namespace MySite.Admin.Lists;

/// <summary>What a list shows, as it stands in its URL.</summary>
/// <remarks><c>q</c> words; <c>o</c> columns to sort by, <c>1.-2</c>; <c>d</c> a year, month or day; the rest are
/// filters.</remarks>
internal sealed class ListQuery
{
    public const string Search = "q";
    public const string Order = "o";
    public const string Dates = "d";
    public const string After = "after";
    public const string Before = "before";
    public const string All = "all";

    private static readonly string[] Paging = [After, Before, All];
    private static readonly string[] Reserved = [Search, Order, Dates, .. Paging, "list"];

    private readonly List<KeyValuePair<string, string>> _values = [];

    private ListQuery(IEnumerable<KeyValuePair<string, string>> values) =>
        _values.AddRange(values.Where(value => value.Value.Length > 0));

    public string? this[string name] => _values.Find(value => value.Key == name).Value;

    public bool IsEmpty => _values.Count == 0;

    public bool IsNarrowed => _values.Exists(value => value.Key != Order && !Paging.Contains(value.Key));

    public IReadOnlyList<KeyValuePair<string, string>> Values => _values;

    /// <summary>Takes the names that the list knows; PostgreSQL refuses the character that ends texts in C.</summary>
    public static ListQuery Of(IQueryCollection query, IEnumerable<string> filters) => new(
        ((string[])[Search, .. filters, Dates, Order, .. Paging])
            .Select(name => KeyValuePair.Create(name, (query[name].LastOrDefault() ?? "").Replace('\0', ' ').Trim())));

    /// <summary>The name of a property in URLs: <c>pub_date</c>.</summary>
    public static string NameOf(string property)
    {
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property);
        return Reserved.Contains(name) ? $"{name}_" : name;
    }

    /// <summary>Another list; from its first page on, unless a page is what changes.</summary>
    public ListQuery With(string name, string? value) => new(
        _values.Where(old => old.Key != name && !Paging.Contains(old.Key)).Append(KeyValuePair.Create(name, value ?? "")));

    public ListQuery Without(params IEnumerable<string> names) => new(_values.Where(value => !names.Contains(value.Key)));

    public ListQuery FirstPage() => Without(Paging);

    /// <summary>As it follows the address, with its question mark; empty if it says nothing.</summary>
    public override string ToString() => new QueryBuilder(_values).ToString();
}
