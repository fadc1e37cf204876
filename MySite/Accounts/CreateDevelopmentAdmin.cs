using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MySite.Data;

namespace MySite.Accounts;

/// <summary>Creates the superuser whom the documentation names, in Development alone: everybody knows the password.</summary>
internal sealed partial class CreateDevelopmentAdmin(
    IServiceScopeFactory scopes, IHostEnvironment environment, IOptions<DevelopmentAdminOptions> options,
    TimeProvider clock, ILogger<CreateDevelopmentAdmin> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!environment.IsDevelopment() || options.Value is not { UserName: { Length: > 0 } name })
            return;

        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        if (await users.FindByNameAsync(name) is not null)
            return;
        var user = new User(clock.GetUtcNow())
        {
            UserName = name,
            Email = options.Value.Email,
            IsStaff = true,
            IsSuperuser = true,
        };
        var errors = await users.TryCreateAsync(
            scope.ServiceProvider.GetRequiredService<SiteDbContext>(), user, options.Value.Password ?? "");
        var faults = string.Join(' ', errors.Select(error => error.Description).Distinct());
        if (faults.Length == 0)
            Created(logger, name);
        else if (await users.FindByNameAsync(name) is null)
            NotCreated(logger, name, faults);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Created the superuser {Name} of Accounts:Development")]
    private static partial void Created(ILogger logger, string name);

    [LoggerMessage(LogLevel.Error, "The superuser {Name} of Accounts:Development cannot be created: {Faults}")]
    private static partial void NotCreated(ILogger logger, string name, string faults);
}
