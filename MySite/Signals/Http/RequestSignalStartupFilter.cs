namespace MySite.Signals.Http;

/// <summary>Puts the middleware in front of whatever the application builds.</summary>
internal sealed class RequestSignalStartupFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<RequestSignalMiddleware>();
        next(app);
    };
}
