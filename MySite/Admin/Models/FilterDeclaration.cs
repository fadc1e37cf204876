using System.Linq.Expressions;

namespace MySite.Admin.Models;

/// <param name="Name">A property or navigation; of choices of one's own, whatever it is called in URLs.</param>
/// <param name="Title">What the list is filtered by; <see langword="null"/> for the title of the property.</param>
/// <param name="Choices">Choices of one's own; none for those of the property.</param>
internal sealed record FilterDeclaration(
    string Name, string? Title, IReadOnlyList<(string Text, LambdaExpression Holds)> Choices);
