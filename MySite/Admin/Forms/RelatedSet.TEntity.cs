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
        var type = TypeIn(db);
        object[] values = [.. keys.Select(key => KeyText.Parse(type, key)).OfType<object>()];
        return values.Length == 0
            ? []
            : await OptionsAsync(db, Keys<TEntity>.Hold(InOrder(db), KeyText.PropertyOf(type), values), values.Length, cancellationToken);
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

    private static IEntityType TypeIn(DbContext db) => db.Model.FindEntityType(typeof(TEntity))!;

    private static IQueryable<TEntity> InOrder(DbContext db) => NameOf(TypeIn(db)) is { } name
        ? db.Set<TEntity>().OrderBy(entity => EF.Property<string>(entity, name))
        : db.Set<TEntity>();

    private static async Task<IReadOnlyList<Option>> OptionsAsync(
        DbContext db, IQueryable<TEntity> entities, int count, CancellationToken cancellationToken)
    {
        var found = await entities.AsNoTracking().Take(count).ToListAsync(cancellationToken);
        var key = (IProperty)KeyText.PropertyOf(TypeIn(db));
        return [.. found.Select(entity => new Option(
            FieldText.Of(key.GetGetter().GetClrValue(entity), TimeZoneInfo.Utc), entity.ToString() ?? ""))];
    }
}
