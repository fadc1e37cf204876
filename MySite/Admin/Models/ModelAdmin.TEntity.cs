using System.Linq.Expressions;
using MySite.Data;

namespace MySite.Admin.Models;

/// <summary>Declares the administration of <typeparamref name="TEntity"/> in the constructor of a derived class.</summary>
/// <typeparam name="TEntity">An entity of the site's context with a key of one column.</typeparam>
internal abstract class ModelAdmin<TEntity>() : ModelAdmin(typeof(TEntity))
    where TEntity : class
{
    /// <summary>A column that shows a property; sorted by it.</summary>
    protected ListColumn ListDisplay<TValue>(Expression<Func<TEntity, TValue>> property, string? title = null) =>
        Add(new ListColumn(NameOf(property), title, property, null));

    /// <summary>A column that shows what a method makes of the object; <see cref="ListColumn.OrderBy"/> may sort it.</summary>
    protected ListColumn ListDisplay(string name, string title, Func<TEntity, object?> value) =>
        Add(new ListColumn(name, title, null, entity => value((TEntity)entity)));

    /// <summary>A column that is computed by the database, from relations too; sorted by it.</summary>
    protected ListColumn ListAnnotation<TValue>(string name, string title, Expression<Func<TEntity, TValue>> value) =>
        Add(new ListColumn(name, title, value, null));

    protected void ListFilter<TValue>(Expression<Func<TEntity, TValue>> property) =>
        FilterList.Add(new FilterDeclaration(NameOf(property), null, []));

    /// <summary>A filter by conditions of one's own: Django's <c>SimpleListFilter</c>.</summary>
    /// <param name="title">What the list is filtered by: <c>votes</c>.</param>
    /// <param name="choices">Each choice, and the rows that it leaves.</param>
    protected void ListFilter(string title, params (string Text, Expression<Func<TEntity, bool>> Holds)[] choices) =>
        FilterList.Add(new FilterDeclaration(
            title.Replace(' ', '_'), title, [.. choices.Select(choice => (choice.Text, (LambdaExpression)choice.Holds))]));

    /// <summary>Texts that are searched for every word, whatever its case.</summary>
    protected void Search(params Expression<Func<TEntity, string?>>[] texts) => Search(SearchMatch.Part, texts);

    /// <inheritdoc cref="Search(Expression{Func{TEntity, string}}[])"/>
    protected void Search(SearchMatch match, params Expression<Func<TEntity, string?>>[] texts) =>
        SearchList.AddRange(texts.Select(text => new SearchField(text, match)));

    protected void DatesBy(Expression<Func<TEntity, DateTimeOffset>> date) => DateHierarchy = NameOf(date);

    protected void OrderBy<TValue>(Expression<Func<TEntity, TValue>> value) => OrderingList.Add((value, false));

    protected void OrderByDescending<TValue>(Expression<Func<TEntity, TValue>> value) => OrderingList.Add((value, true));

    /// <param name="title">Its heading; empty for none.</param>
    /// <param name="fields">Properties, references to one entity, and relations to many.</param>
    protected Fieldset Fields(string title, params Expression<Func<TEntity, object?>>[] fields)
    {
        var fieldset = new Fieldset(title, [.. fields.Select(NameOf)]);
        FieldsetList.Add(fieldset);
        return fieldset;
    }

    protected void ReadOnlyFields(params Expression<Func<TEntity, object?>>[] fields) =>
        ReadOnlyNames.UnionWith(fields.Select(NameOf));

    /// <summary>References that are written as keys, for which there are too many to choose from.</summary>
    protected void RawIds(params Expression<Func<TEntity, object?>>[] references) =>
        RawIdNames.UnionWith(references.Select(NameOf));

    /// <summary>Makes a slug of texts while they are written, until somebody writes one.</summary>
    protected void Prepopulate(Expression<Func<TEntity, string?>> field, params Expression<Func<TEntity, string?>>[] from) =>
        PrepopulatedFields.Add(NameOf(field), [.. from.Select(NameOf)]);

    /// <summary>Edits the objects of a collection on the page of the one that they belong to.</summary>
    protected Inline Inline<TItem>(
        Expression<Func<TEntity, IEnumerable<TItem>>> collection, params Expression<Func<TItem, object?>>[] fields)
        where TItem : class
    {
        var inline = new Inline(NameOf(collection), typeof(TItem), [.. fields.Select(NameOf)]);
        InlineList.Add(inline);
        return inline;
    }

    /// <summary>Something to do with the ticked rows of the list, or with all that match.</summary>
    /// <param name="name">Its name in the form.</param>
    /// <param name="title">What it does: <c>Publish now</c>.</param>
    /// <param name="permission">What takes it.</param>
    /// <param name="run">Does it, and returns how many objects it was done to.</param>
    protected ListAction Action(
        string name, string title, ModelAction permission,
        Func<SiteDbContext, IQueryable<TEntity>, CancellationToken, Task<int>> run)
    {
        var action = new ListAction(name, title, permission, (db, rows, cancel) => run(db, (IQueryable<TEntity>)rows, cancel));
        ActionList.Add(action);
        return action;
    }

    private static string NameOf(LambdaExpression property)
    {
        var body = property.Body is UnaryExpression { NodeType: ExpressionType.Convert } conversion
            ? conversion.Operand
            : property.Body;
        return body is MemberExpression { Expression: ParameterExpression } member
            ? member.Member.Name
            : throw new ArgumentException($"{property} must name a property, like x => x.Name.", nameof(property));
    }

    private ListColumn Add(ListColumn column)
    {
        ColumnList.Add(column);
        return column;
    }
}
