using System.Linq.Expressions;

namespace MySite.Admin.Models;

/// <summary>A column of a change list.</summary>
/// <param name="name">Its name in URLs.</param>
/// <param name="title">Its heading; <see langword="null"/> for the property's own words.</param>
/// <param name="order">What it is sorted by, in the database; <see langword="null"/> if it is not.</param>
/// <param name="value">What it shows of an object; <see langword="null"/> if the database computes it from the order.</param>
internal sealed class ListColumn(string name, string? title, LambdaExpression? order, Func<object, object?>? value)
{
    public string Name => name;

    public string Title { get; } = title ?? ModelAdmin.TitleOf(name);

    public LambdaExpression? Order { get; private set; } = order;

    /// <summary>What the database computes to be shown; <see langword="null"/> if <see cref="Value"/> makes it of the
    /// object.</summary>
    public LambdaExpression? Shown { get; } = value is null ? order : null;

    public Func<object, object?>? Value => value;

    /// <summary>Whether it shows an icon for yes or no: <c>boolean=True</c>.</summary>
    public bool IsBoolean { get; private set; }

    /// <summary>Whether it is edited in the list: <c>list_editable</c>.</summary>
    public bool IsEditable { get; private set; }

    public ListColumn Editable()
    {
        IsEditable = Shown?.Body is MemberExpression { Expression: ParameterExpression } member && member.Member.Name == name
            ? true
            : throw new InvalidOperationException(
                $"The column {name} is computed and cannot be edited; declare it with ListDisplay(x => x.Property).");
        return this;
    }

    public ListColumn Boolean()
    {
        IsBoolean = true;
        return this;
    }

    public ListColumn OrderBy<TEntity, TValue>(Expression<Func<TEntity, TValue>> by)
    {
        Order = by;
        return this;
    }
}
