namespace MySite.Benchmarks.Peers;

/// <summary>Both peers as fast as they can be had: everything a singleton.</summary>
internal static class PeerServices
{
    public static IServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddMediator(options => options.ServiceLifetime = ServiceLifetime.Singleton);
        services.AddSingleton<MediatR.ServiceFactory>(provider => provider.GetRequiredService);
        services.AddSingleton<MediatR.IMediator, MediatR.Mediator>();
        services.AddSingleton<MediatR.INotificationHandler<NoteForOne>, OnlyHandler>();
        services.AddSingleton<MediatR.INotificationHandler<NoteForFour>, FirstHandler>();
        services.AddSingleton<MediatR.INotificationHandler<NoteForFour>, SecondHandler>();
        services.AddSingleton<MediatR.INotificationHandler<NoteForFour>, ThirdHandler>();
        services.AddSingleton<MediatR.INotificationHandler<NoteForFour>, FourthHandler>();
        return services.BuildServiceProvider();
    }
}
