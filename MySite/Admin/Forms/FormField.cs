using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Admin.Forms;

/// <summary>A field of a form, as the model has it.</summary>
/// <param name="Name">The property or navigation.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Widget">How it is asked for.</param>
/// <param name="Metadata">Where its value is kept.</param>
internal sealed record FormField(string Name, string Label, Widget Widget, IPropertyBase Metadata)
{
    public bool IsRequired { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>The fields of which a slug is made while they are written.</summary>
    public IReadOnlyList<string> SlugOf { get; init; } = [];

    /// <summary>The type of its value, without the question mark.</summary>
    public Type ValueType => Nullable.GetUnderlyingType(Metadata.ClrType) ?? Metadata.ClrType;

    /// <summary>What the attributes of the property have against a value; <see langword="null"/> if nothing.</summary>
    public string? Validate(object? value) => Metadata.PropertyInfo?.GetCustomAttributes<ValidationAttribute>()
        .Select(rule => rule.GetValidationResult(value, new ValidationContext(this) { DisplayName = Label }))
        .FirstOrDefault(result => result is not null)?.ErrorMessage;

    /// <summary>The entities to choose from.</summary>
    public IEntityType? Target => (Metadata as INavigationBase)?.TargetEntityType;
}
