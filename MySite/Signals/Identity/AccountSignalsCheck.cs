using Microsoft.AspNetCore.Identity;

namespace MySite.Signals.Identity;

/// <summary>Fails the start where a registration has put a manager in place that raises no signals.</summary>
internal sealed class AccountSignalsCheck<TUser>(IServiceScopeFactory scopes) : IHostedLifecycleService
    where TUser : class
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var services = scope.ServiceProvider;
            Check<UserManager<TUser>, SignalUserManager<TUser>>(services);
            Check<SignInManager<TUser>, SignalSignInManager<TUser>>(services);
            Check<ISecurityStampValidator, SignalSecurityStampValidator<TUser>>(services);
            Check<ITwoFactorSecurityStampValidator, SignalTwoFactorSecurityStampValidator<TUser>>(services);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Check<TService, TSignals>(IServiceProvider services)
        where TService : class
        where TSignals : TService
    {
        if (services.GetRequiredService<TService>() is { } found and not TSignals)
            throw new InvalidOperationException(
                $"{Name(typeof(TService))} is {Name(found.GetType())}, with which account signals go missing or lie. " +
                $"Call AddAccountSignals<{typeof(TUser).Name}>() last on the IdentityBuilder, after AddUserManager, " +
                $"AddSignInManager or AddApiEndpoints, and derive your own from {Name(typeof(TSignals))}.");
    }

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{typeof(TUser).Name}>"
        : type.Name;
}
