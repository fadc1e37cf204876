using System.CommandLine;
using MySite.Signals;

namespace MySite.Polls;

internal static class PollsServiceCollectionExtensions
{
    public static IServiceCollection AddPolls(this IServiceCollection services)
    {
        services.AddOptions<PollsOptions>().BindConfiguration(PollsOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PollList>();
        services.AddScoped<Voting>();
        services.AddScoped<Seeder>();
        services.AddHostedService<SampleData>();
        services.AddSingleton<Command, SeedCommand>();
        services.AddReceivers(PollReceivers.Connect);
        return services;
    }
}
