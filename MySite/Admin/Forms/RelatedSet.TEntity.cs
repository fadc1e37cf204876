using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Lists;

namespace MySite.Admin.Forms;

internal sealed class RelatedSet<TEntity> : RelatedSet
    where TEntity : class
{
    public override Task<IReadOnlyList<Option>> FirstAsync(DbContext db, int count, CancellationToken cancellationToken) =>
        OptionsAsync(db, InOrder(db), count, cancellationToken);

    public override Task<IReadOnlyList<Option>> SearchAsync(
        DbContext db, string text, int count, CancellationToken cancellationToken)
    {
        if (NameOf(TypeIn(db)) is not { } name || text.Contains('\0', StringComparison.Ordinal))
            return Task.FromResult<IReadOnlyList<Option>>([]);
        var lower = text.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // The database does it.
        return OptionsAsync(
            db, InOrder(db).Where(entity => EF.Property<string>(entity, name).ToLower().Contains(lower)), count,
                cancellationToken);
#pragma warning restore CA1304, CA1311, CA1862
    }

    public override async Task<IReadOnlyList<Option>> WithKeysAsync(
        DbContext db, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var held = Hold(db, InOrder(db), keys);
        return held is null ? [] : await OptionsAsync(db, held, int.MaxValue, cancellationToken);
    }

    public override async Task<IReadOnlyDictionary<string, object>> TrackAsync(
        DbContext db, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var found = Hold(db, db.Set<TEntity>(), keys) is { } held ? await held.ToListAsync(cancellationToken) : [];
        return found.ToDictionary(entity => KeyOf(db, entity), object (entity) => entity);
    }

    public override async Task<IReadOnlyList<string>> KeysOfAsync(
        DbContext db, string property, object value, CancellationToken cancellationToken)
    {
        var entity = Expression.Parameter(typeof(TEntity));
        var type = TypeIn(db).FindProperty(property)!.ClrType;
        var read = Expression.Call(typeof(EF), nameof(EF.Property), [type], entity, Expression.Constant(property));
        var same = Expression.Lambda<Func<TEntity, bool>>(
            Expression.Equal(read, Expression.Convert(Expression.Constant(value), type)), entity);
        return [.. (await OptionsAsync(db, db.Set<TEntity>().Where(same), 2, cancellationToken)).Select(option => option.Value)];
    }

    /// <returns><see langword="null"/> if none of the texts can be a key.</returns>
    private static IQueryable<TEntity>? Hold(DbContext db, IQueryable<TEntity> entities, IEnumerable<string> keys)
    {
        var type = TypeIn(db);
        object[] values = [.. keys.Select(key => KeyText.Parse(type, key)).OfType<object>()];
        return values.Length == 0 ? null : Keys<TEntity>.Hold(entities, KeyText.PropertyOf(type), values);
    }

    private static string KeyOf(DbContext db, TEntity entity) =>
        KeyText.Of(TypeIn(db).FindPrimaryKey()!.Properties[0].GetGetter().GetClrValue(entity)!);

    private static IEntityType TypeIn(DbContext db) => db.Model.FindEntityType(typeof(TEntity))!;

    private static IQueryable<TEntity> InOrder(DbContext db) => NameOf(TypeIn(db)) is { } name
        ? db.Set<TEntity>().OrderBy(entity => EF.Property<string>(entity, name))
        : db.Set<TEntity>();

    private static async Task<IReadOnlyList<Option>> OptionsAsync(
        DbContext db, IQueryable<TEntity> entities, int count, CancellationToken cancellationToken)
    {
        var found = await entities.AsNoTracking().Take(count).ToListAsync(cancellationToken);
        return [.. found.Select(entity => new Option(KeyOf(db, entity), entity.ToString() ?? ""))];
    }
}
