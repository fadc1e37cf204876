namespace MySite.Admin.Models;

/// <summary>Where in a text a word is looked for; whatever its case, each time.</summary>
internal enum SearchMatch
{
    /// <summary>Anywhere in it.</summary>
    Part,

    /// <summary>The text begins with it: Django's <c>^</c>.</summary>
    Start,

    /// <summary>The text is it: Django's <c>=</c>.</summary>
    Exact,

    /// <summary>Between spaces or punctuation, in place of Django's <c>@</c>: no word stems, no index for full text.</summary>
    WholeWord,
}
