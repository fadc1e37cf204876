namespace MySite.Admin.Models;

/// <content>How fields are asked for.</content>
internal abstract partial class ModelAdmin
{
    /// <summary><c>raw_id_fields</c>: names of references.</summary>
    public IReadOnlyCollection<string> RawId => RawIdNames;

    /// <summary><c>prepopulated_fields</c>: names of fields, and of those that they are made of.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Prepopulated => PrepopulatedFields;

    private protected HashSet<string> RawIdNames { get; } = new(StringComparer.Ordinal);

    private protected Dictionary<string, IReadOnlyList<string>> PrepopulatedFields { get; } = new(StringComparer.Ordinal);
}
