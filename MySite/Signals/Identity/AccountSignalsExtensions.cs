using Microsoft.AspNetCore.Identity;

namespace MySite.Signals.Identity;

/// <summary>Lets Identity raise account signals.</summary>
public static class AccountSignalsExtensions
{
    /// <summary>
    /// Puts the managers that raise <see cref="AccountSignals"/> in the place of Identity's own. Call it last on the
    /// builder.
    /// </summary>
    /// <typeparam name="TUser">The builder's user.</typeparam>
    /// <param name="builder">
    /// What <c>AddIdentity</c>, <c>AddIdentityCore</c> or <c>AddIdentityApiEndpoints</c> returned.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The builder's user is another type.</exception>
    /// <remarks>
    /// Managers of the application stay, if they derive from <see cref="SignalUserManager{TUser}"/> and
    /// <see cref="SignalSignInManager{TUser}"/>. One that does not, or that is registered later in the place of these,
    /// stops the start of the host: it would silence the signals without a trace. Calling this again changes nothing.
    /// </remarks>
    public static IdentityBuilder AddAccountSignals<TUser>(this IdentityBuilder builder)
        where TUser : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var user = builder.UserType;
        if (user != typeof(TUser))
            throw new ArgumentException(
                $"The user of this builder is {user.Name}: call AddAccountSignals<{user.Name}>().", nameof(builder));

        var services = builder.Services.AddSignals();
        if (FindLast<SignInManager<TUser>>(services) is null)
            builder.AddSignInManager();
        Put<UserManager<TUser>, SignalUserManager<TUser>>(services);
        Put<SignInManager<TUser>, SignalSignInManager<TUser>>(services);
        Put<ISecurityStampValidator, SignalSecurityStampValidator<TUser>>(services);
        Put<ITwoFactorSecurityStampValidator, SignalTwoFactorSecurityStampValidator<TUser>>(services);
        services.AddHostedService<AccountSignalsCheck<TUser>>();
        return builder;
    }

    // The application's own service stays, for the check at the start to judge.
    private static void Put<TService, TImplementation>(IServiceCollection services)
        where TService : class
        where TImplementation : class, TService
    {
        if (FindLast<TService>(services) is not { } last || IsFrameworks(last.ImplementationType))
            services.AddScoped<TService, TImplementation>();
    }

    private static ServiceDescriptor? FindLast<TService>(IServiceCollection services) =>
        services.LastOrDefault(service => service.ServiceType == typeof(TService) && !service.IsKeyedService);

    private static bool IsFrameworks(Type? type) =>
        type?.Assembly == typeof(UserManager<>).Assembly || type?.Assembly == typeof(SignInManager<>).Assembly;
}
