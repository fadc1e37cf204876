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

    /// <summary>The type of its value, without the question mark.</summary>
    public Type ValueType => Nullable.GetUnderlyingType(Metadata.ClrType) ?? Metadata.ClrType;

    /// <summary>The entities to choose from.</summary>
    public IEntityType? Target => (Metadata as INavigationBase)?.TargetEntityType;
}
