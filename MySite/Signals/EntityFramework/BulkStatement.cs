using Microsoft.EntityFrameworkCore.Metadata;

namespace MySite.Signals.EntityFramework;

/// <summary>What an ExecuteUpdate or ExecuteDelete is about, read from its query once and kept with the compiled query.</summary>
internal sealed record BulkStatement(
    IReadOnlyEntityType EntityType, BulkChangeKind Kind, IReadOnlySet<string>? UpdateFields);
