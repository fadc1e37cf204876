namespace MySite.Data;

/// <summary>Builds EF Core's model, a quarter of a start, beside what follows: another core has time for it.</summary>
internal static class EarlyModel
{
    /// <returns>Need not be awaited: what fails here fails again, and is told, where the model is first asked for.</returns>
    public static Task BuildModelEarly(this IServiceProvider services) => Task.Run(async () =>
    {
        await using var scope = services.CreateAsyncScope();
        _ = scope.ServiceProvider.GetRequiredService<SiteDbContext>().Model;
    });
}
