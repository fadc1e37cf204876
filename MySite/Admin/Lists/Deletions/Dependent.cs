namespace MySite.Admin.Lists.Deletions;

/// <param name="Entity">What depends.</param>
/// <param name="Principal">The key of what it depends on.</param>
internal sealed record Dependent(object Entity, object Principal);
