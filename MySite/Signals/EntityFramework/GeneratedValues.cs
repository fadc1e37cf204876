using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>
/// Shows on the entities what the database has made of them, keys above all, until it is disposed. EF Core keeps these values
/// to itself until the save is committed, because it may yet fail.
/// </summary>
internal sealed class GeneratedValues : IDisposable
{
    private readonly DbContext _context;
    private readonly bool _detects;
    private readonly List<(MemberInfo Member, object Entity, object? Value)> _hidden = [];

    public GeneratedValues(DbContext context)
    {
        _context = context;
        // What is shown here is no change that somebody made.
        _detects = context.ChangeTracker.AutoDetectChangesEnabled;
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var entry in context.ChangeTracker.Entries())
            if (entry.State is EntityState.Added or EntityState.Modified)
                foreach (var property in entry.Metadata.GetProperties().Where(MayBeMade))
                    if (entry.Property(property) is { IsTemporary: false } made)
                        Show(property.GetMemberInfo(forMaterialization: true, forSet: true), entry.Entity, made.CurrentValue);
    }

    public void Dispose()
    {
        foreach (var (member, entity, value) in _hidden)
            Set(member, entity, value);
        _context.ChangeTracker.AutoDetectChangesEnabled = _detects;
    }

    private static bool MayBeMade(IProperty property) =>
        (property.ValueGenerated != ValueGenerated.Never || property.IsForeignKey())
        && !property.IsShadowProperty() && !property.IsIndexerProperty();

    private void Show(MemberInfo member, object entity, object? value)
    {
        var shown = member is FieldInfo field ? field.GetValue(entity) : ((PropertyInfo)member).GetValue(entity);
        if (Equals(shown, value))
            return;
        _hidden.Add((member, entity, shown));
        Set(member, entity, value);
    }

    private static void Set(MemberInfo member, object entity, object? value)
    {
        if (member is FieldInfo field)
            field.SetValue(entity, value);
        else
            ((PropertyInfo)member).SetValue(entity, value);
    }
}
