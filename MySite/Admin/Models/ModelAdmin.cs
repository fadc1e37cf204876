using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Metadata;
using MySite.Admin.Lists;

namespace MySite.Admin.Models;

/// <summary>What the administration shows of one model, and how: Django's <c>ModelAdmin</c>.</summary>
/// <remarks>Made once, by the container; a declaration is a class that derives from <see cref="ModelAdmin{TEntity}"/>.</remarks>
internal abstract partial class ModelAdmin
{
    private protected ModelAdmin(Type entity)
    {
        Entity = entity;
        App = entity.Namespace!.Split('.')[^1].ToLowerInvariant();
        Name = entity.Name.ToLowerInvariant();
        Title = Words().Replace(entity.Name, " ").ToLowerInvariant();
        Titles = $"{Title}s";
    }

    public Type Entity { get; }

    /// <summary>The room it belongs to, as it stands in URLs and permissions: <c>polls</c>.</summary>
    public string App { get; protected init; }

    /// <summary>The model in URLs and permissions: <c>question</c>.</summary>
    public string Name { get; protected init; }

    /// <summary>One of them, in running text: Django's <c>verbose_name</c>.</summary>
    public string Title { get; protected init; }

    /// <summary>Many of them: <c>verbose_name_plural</c>.</summary>
    public string Titles { get; protected init; }

    /// <summary>Columns of the change list: <c>list_display</c>. Without any, the text form of the object.</summary>
    public IReadOnlyList<ListColumn> Columns => ColumnList;

    /// <summary><c>list_filter</c>: properties, navigations to one or many, or choices of one's own.</summary>
    public IReadOnlyList<FilterDeclaration> Filters => FilterList;

    /// <summary><c>search_fields</c>: paths to texts.</summary>
    public IReadOnlyList<SearchField> SearchFields => SearchList;

    /// <summary><c>date_hierarchy</c>: the name of a date.</summary>
    public string? DateHierarchy { get; private protected set; }

    /// <summary><c>ordering</c>; without any, newest key first.</summary>
    public IReadOnlyList<(LambdaExpression By, bool Descending)> Ordering => OrderingList;

    /// <summary><c>list_per_page</c>.</summary>
    public int PageSize { get; protected init; } = 100;

    /// <summary><c>list_max_show_all</c>: so many at most are shown on one page on request; 1,000 at most, as no more are
    /// counted.</summary>
    public int MaxShowAll
    {
        get;
        protected init => field = value is >= 0 and <= RowCount.Cap ? value : throw new ArgumentOutOfRangeException(
            nameof(MaxShowAll), value, $"{GetType().Name}.MaxShowAll must be from 0 to {RowCount.Cap}.");
    } = 200;

    /// <summary><c>fieldsets</c>; without any, one with all fields that can be edited.</summary>
    public IReadOnlyList<Fieldset> Fieldsets => FieldsetList;

    /// <summary><c>readonly_fields</c>: shown, and never taken from a form.</summary>
    public IReadOnlyCollection<string> ReadOnly => ReadOnlyNames;

    public IReadOnlyList<Inline> Inlines => InlineList;

    /// <summary><c>actions</c>, besides the one that deletes.</summary>
    public IReadOnlyList<ListAction> Actions => ActionList;

    private protected List<ListColumn> ColumnList { get; } = [];

    private protected List<FilterDeclaration> FilterList { get; } = [];

    private protected List<SearchField> SearchList { get; } = [];

    private protected List<(LambdaExpression By, bool Descending)> OrderingList { get; } = [];

    private protected List<Fieldset> FieldsetList { get; } = [];

    private protected HashSet<string> ReadOnlyNames { get; } = new(StringComparer.Ordinal);

    private protected List<Inline> InlineList { get; } = [];

    private protected List<ListAction> ActionList { get; } = [];

    /// <summary>Where the site shows the object to the public: <c>get_absolute_url</c>.</summary>
    public virtual string? ViewOnSite(object entity) => null;

    /// <summary>The words in a name of the code: <c>pub date</c>.</summary>
    public static string TitleOf(string name)
    {
        var words = Words().Replace(name, " ").ToLowerInvariant();
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>What people call a property: its own words, or those in its name.</summary>
    public static string TitleOf(IReadOnlyPropertyBase property) =>
        property.PropertyInfo?.GetCustomAttribute<DisplayAttribute>()?.GetName() ?? TitleOf(property.Name);

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Words();
}
