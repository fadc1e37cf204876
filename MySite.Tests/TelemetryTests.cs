using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MySite.Tests;

public sealed class TelemetryTests
{
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317", true)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://localhost:4317", true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", " ", false)]
    [InlineData("OTEL_SERVICE_NAME", "polls", false)]
    public void It_is_there_when_a_standard_variable_says_where_to(string name, string value, bool isThere)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();

        var services = new ServiceCollection().AddTelemetry(settings);

        Assert.Equal(isThere, services.Count > 0);
    }
}
