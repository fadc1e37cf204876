using System.CommandLine;
using MySite.Signals;

namespace MySite.Polls;

internal static class PollsServiceCollectionExtensions
{
    public static IServiceCollection AddPolls(this IServiceCollection services)
    {
        services.AddOptions<PollsOptions>().BindConfiguration(PollsOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PollQueries>().AddSingleton<PollCache>();
        services.AddOutputCache(cache =>
        {
            cache.SizeLimit = PollPagePolicy.SizeLimit;
            cache.AddPolicy(PollPagePolicy.Name, policy => policy.AddPolicy<PollPagePolicy>());
        });
        services.AddSingleton<VoteGroups>().AddScoped<Voting>();
        services.AddScoped<Seeder>();
        services.AddHostedService<SampleData>();
        services.AddSingleton<Command, SeedCommand>();
        services.AddReceivers(PollReceivers.Connect);
        return services;
    }
}
