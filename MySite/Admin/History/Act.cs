namespace MySite.Admin.History;

/// <param name="UserId">Who is logged in; <see langword="null"/> if nobody is.</param>
/// <param name="UserName">Their name; of a command, that of the operating system's user; empty if there is none.</param>
/// <param name="RemoteAddress">Where a request comes from.</param>
/// <param name="Source">The path of the request, the command, or the background.</param>
internal sealed record Act(Guid? UserId, string UserName, string? RemoteAddress, string Source);
