namespace MySite.Signals.EntityFramework;

/// <summary>One property that a save really changes.</summary>
/// <param name="Name">The property; inside an owned entity with its path, <c>Address.City</c>.</param>
/// <param name="OldValue">The value in the database, as far as the context knows it.</param>
/// <param name="NewValue">The value that is written.</param>
public sealed record PropertyChange(string Name, object? OldValue, object? NewValue);
