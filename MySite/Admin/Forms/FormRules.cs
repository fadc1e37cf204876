using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Data;

namespace MySite.Admin.Forms;

/// <summary>What the database and the entities themselves demand of what was written.</summary>
internal sealed class FormRules(SiteDbContext db)
{
    public async Task CheckUniqueAsync(
        IEntityType type, object? entity, FieldState[] fields, CancellationToken cancellationToken)
    {
        var own = entity is null ? null : KeyText.Of(db.Entry(entity));
        foreach (var index in type.GetIndexes().Where(index => index is { IsUnique: true, Properties.Count: 1 }))
        {
            var field = Array.Find(fields, each => each.Field.Name == index.Properties[0].Name);
            if (field is not { Error: null, Value: { } value })
                continue;
            var keys = await RelatedSet.Of(type.ClrType).KeysOfAsync(db, field.Field.Name, value, cancellationToken);
            if (keys.Any(key => key != own))
                field.Error = $"There is one with this {field.Field.Label.ToLowerInvariant()} already.";
        }
    }

    /// <summary>Marks what rows that are saved together must not share.</summary>
    public static void CheckUniqueAmong(IEntityType type, IReadOnlyList<InlineRow> rows)
    {
        foreach (var index in type.GetIndexes().Where(index => index is { IsUnique: true, Properties.Count: 1 }))
            foreach (var same in rows.SelectMany(row => row.Fields)
                .Where(field => field.Field.Name == index.Properties[0].Name && field is { Error: null, Value: not null })
                .GroupBy(field => field.Value).Where(same => same.Count() > 1))
                foreach (var field in same)
                    field.Error = $"Another row has the same {field.Field.Label.ToLowerInvariant()}.";
    }

    public static void Validate(object entity, IEnumerable<FieldState> fields, Action<string> whole)
    {
        List<ValidationResult> results = [];
        Validator.TryValidateObject(entity, new ValidationContext(entity), results, validateAllProperties: true);
        foreach (var result in results)
            if (fields.FirstOrDefault(field => result.MemberNames.Contains(field.Field.Name)) is { } field)
                field.Error ??= result.ErrorMessage;
            else
                whole(result.ErrorMessage ?? "The object is not valid.");
    }
}
