using MySite.Admin.Models;

namespace MySite.Admin;

/// <summary>A step on the way to a page.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Url">Where it leads; <see langword="null"/> if nowhere.</param>
internal sealed record Crumb(string Text, string? Url = null)
{
    /// <summary>The way to the list of a model, and on from there.</summary>
    public static IReadOnlyList<Crumb> To(ModelAdmin model, params IEnumerable<Crumb> rest) =>
        To(model, model.Url, rest);

    /// <summary>The same, to a list that is filtered, say.</summary>
    public static IReadOnlyList<Crumb> To(ModelAdmin model, string list, IEnumerable<Crumb> rest) =>
        [new(ModelAdmin.TitleOf(model.App)), new(ModelAdmin.TitleOf(model.Titles), list), .. rest];
}
