namespace MySite.Shared;

/// <summary>The command that this process was started for, if it is not the site that runs.</summary>
internal sealed class RunningCommand
{
    /// <summary>Its name with those of the commands above it, <c>outbox retry</c>.</summary>
    public string? Name { get; set; }
}
