using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Admin.Forms;

/// <summary>The stored entities of one type, for forms that know the type only at run time.</summary>
internal abstract class RelatedSet
{
    private static readonly ConcurrentDictionary<Type, RelatedSet> Cache = new();

    public static RelatedSet Of(Type entity) => Cache.GetOrAdd(entity, static type =>
        (RelatedSet)Activator.CreateInstance(typeof(RelatedSet<>).MakeGenericType(type))!);

    /// <summary>The property that tells one from another to people; <see langword="null"/> if no text does.</summary>
    public static string? NameOf(IEntityType type) =>
        type.GetProperties().FirstOrDefault(property => property.ClrType == typeof(string) && !property.IsConcurrencyToken)?.Name;

    public static async Task<object?> FindAsync(DbContext db, IEntityType type, string key,
        CancellationToken cancellationToken) =>
        KeyText.Parse(type, key) is { } value ? await db.FindAsync(type.ClrType, [value], cancellationToken) : null;

    public abstract Task<IReadOnlyList<Option>> FirstAsync(DbContext db, int count, CancellationToken cancellationToken);

    /// <summary>Those whose name has the text in it, whatever its case.</summary>
    public abstract Task<IReadOnlyList<Option>> SearchAsync(DbContext db, string text, int count,
        CancellationToken cancellationToken);

    /// <summary>Those that are there of these keys.</summary>
    public abstract Task<IReadOnlyList<Option>> WithKeysAsync(
        DbContext db, IEnumerable<string> keys, CancellationToken cancellationToken);

    /// <summary>The same, tracked, by their keys.</summary>
    public abstract Task<IReadOnlyDictionary<string, object>> TrackAsync(
        DbContext db, IEnumerable<string> keys, CancellationToken cancellationToken);

    /// <returns>The keys of those that have this very value, two at most.</returns>
    public abstract Task<IReadOnlyList<string>> KeysOfAsync(
        DbContext db, string property, object value, CancellationToken cancellationToken);
}
