using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace MySite.Polls;

/// <summary>Gives a fresh copy of the site something to vote on.</summary>
internal sealed class SampleData(
    IServiceScopeFactory scopes, IOptions<PollsOptions> options, IHostEnvironment environment) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!(options.Value.SampleData ?? environment.IsDevelopment()))
            return;

        // Or each receiver of each row would begin a trace.
        using var span = new Activity("sample data").Start();
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Seeder>().AddSamplesAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
