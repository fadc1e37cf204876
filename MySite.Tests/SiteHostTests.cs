namespace MySite.Tests;

/// <summary>Where the site listens.</summary>
public sealed class SiteHostTests
{
    [Fact]
    public void Without_a_word_it_listens_on_port_8000_of_this_machine() =>
        Assert.Equal("http://localhost:8000", Urls());

    [Theory]
    [InlineData("--urls=http://127.0.0.1:9000", "http://127.0.0.1:9000")]
    [InlineData("--http_ports=8080", null)]
    [InlineData("--https_ports=8443", null)]
    [InlineData("--Kestrel:Endpoints:Web:Url=http://*:80", null)]
    public void A_setting_is_left_to_the_host(string argument, string? urls) => Assert.Equal(urls, Urls(argument));

    private static string? Urls(params string[] args) =>
        SiteHost.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]).Configuration["urls"];
}
