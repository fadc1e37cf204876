namespace MySite.Signals.EntityFramework;

/// <summary>One property that a save really changes.</summary>
/// <param name="Name">
/// The property; inside an owned entity or a complex value with its path, <c>Address.City</c>. The entities of an owned
/// collection have one path for all.
/// </param>
/// <param name="OldValue">The value in the database, as far as the context knows it.</param>
/// <param name="NewValue">
/// The value that is written; before the save <see langword="null"/> for a key that the database has yet to make.
/// </param>
/// <remarks>
/// A collection of complex values is one property, and counts as changed when EF Core takes it for modified, which after
/// <c>Update</c> it always does.
/// </remarks>
public sealed record PropertyChange(string Name, object? OldValue, object? NewValue);
