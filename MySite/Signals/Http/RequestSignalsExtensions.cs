using Microsoft.AspNetCore.Diagnostics;

namespace MySite.Signals.Http;

/// <summary>Lets a host raise request signals.</summary>
public static class RequestSignalsExtensions
{
    /// <summary>Makes requests raise <see cref="RequestSignals"/>, with nothing to add to the pipeline.</summary>
    /// <param name="services">The host's services.</param>
    /// <returns>The same collection.</returns>
    /// <remarks>
    /// A middleware in front of the whole pipeline, and an observer each in <c>UseExceptionHandler</c> and in the
    /// developer exception page. Where an application catches exceptions in a middleware of its own, see
    /// <see cref="UseRequestExceptionSignal"/>. Calling this again changes nothing.
    /// </remarks>
    public static IServiceCollection AddRequestSignals(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(RequestObserver)))
            return services;

        services.AddSignals().AddSingleton<RequestObserver>();
        // First of their kind: outside of other filters' middleware, and not behind a handler that ends the matter.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, RequestSignalStartupFilter>());
        services.Insert(0, ServiceDescriptor.Singleton<IExceptionHandler, ExceptionHandlerObserver>());
        services.Insert(0, ServiceDescriptor.Singleton<IDeveloperPageExceptionFilter, DeveloperPageObserver>());
        return services;
    }

    /// <summary>
    /// Raises <c>got_request_exception</c> from here as well, for the middleware and endpoints that follow.
    /// </summary>
    /// <param name="app">The pipeline, behind everything that turns exceptions into responses.</param>
    /// <returns>The same pipeline.</returns>
    /// <exception cref="InvalidOperationException"><see cref="AddRequestSignals"/> was not called.</exception>
    /// <remarks>
    /// Needed only where a middleware of the application's own catches what nobody handled, and to hear of an error
    /// page that fails in turn. An exception that passes here is not announced again further out.
    /// </remarks>
    public static IApplicationBuilder UseRequestExceptionSignal(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetService<RequestObserver>() is null)
            throw new InvalidOperationException("UseRequestExceptionSignal needs services.AddRequestSignals().");
        return app.UseMiddleware<RequestExceptionMiddleware>();
    }
}
