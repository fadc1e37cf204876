using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace MySite.Tests.Signals.Http;

/// <summary>Answers that report an error without being one of the site's.</summary>
public sealed class ClientFaultTests
{
    [Fact]
    public async Task A_body_that_the_server_finds_too_long_is_no_exception_of_the_sites()
    {
        await using var host = await RequestHost.StartAsync(
            Server.Kestrel,
            app => app.MapPost("/", async context => await context.Request.Body.CopyToAsync(Stream.Null)),
            services => services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 3));

        var response = await host.Client.PostAsync("/", new StringContent("four"), TestContext.Current.CancellationToken);

        var finished = await host.FinishedAsync();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(["request_started", "request_finished"], host.Recorder.Names);
        Assert.Equal(413, finished.StatusCode);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task An_answer_that_reports_an_error_is_no_exception(int status)
    {
        await using var host = await RequestHost.StartAsync(
            Server.Kestrel, app => app.MapGet("/", () => Results.StatusCode(status)));

        await host.GetAsync("/");

        Assert.Equal(status, (await host.FinishedAsync()).StatusCode);
        Assert.Equal(["request_started", "request_finished"], host.Recorder.Names);
    }
}
