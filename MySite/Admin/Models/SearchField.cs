using System.Linq.Expressions;

namespace MySite.Admin.Models;

/// <summary>A text that a list is searched by.</summary>
/// <param name="Text">The path to it.</param>
/// <param name="Match">Where in it a word must occur.</param>
internal sealed record SearchField(LambdaExpression Text, SearchMatch Match);
