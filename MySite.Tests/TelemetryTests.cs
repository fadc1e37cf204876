using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MySite.Data;

namespace MySite.Tests;

public sealed class TelemetryTests
{
    private const string Nowhere = "http://localhost:4317";

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", Nowhere, true)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", Nowhere, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", " ", false)]
    [InlineData("OTEL_SERVICE_NAME", "polls", false)]
    public void It_is_there_when_a_standard_variable_says_where_to(string name, string value, bool isThere) =>
        Assert.Equal(isThere, ServicesWith(name, value).Count > 0);

    // Of what nobody measures, nothing is sent to the address that is a default.
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", false, true)]
    public void Each_kind_is_made_only_where_it_has_somewhere_to_go(string name, bool traces, bool metrics)
    {
        var services = ServicesWith(name, Nowhere);

        Assert.Equal(traces, services.Any(
            service => service.ServiceType == typeof(IDbContextOptionsConfiguration<SqliteSiteDbContext>)));
        Assert.Equal(metrics, services.Any(service => service.ImplementationType == typeof(OutboxGauge)));
    }

    private static IServiceCollection ServicesWith(string name, string value) => new ServiceCollection()
        .AddTelemetry(new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build());
}
