using Microsoft.AspNetCore.Builder;

namespace MySite.Tests;

/// <summary>The settings file at the top of the repository.</summary>
public sealed class RootSettingsTests : IDisposable
{
    private readonly DirectoryInfo _repository = Directory.CreateTempSubdirectory("mysite-test-");
    private readonly DirectoryInfo _site;

    public RootSettingsTests()
    {
        _site = _repository.CreateSubdirectory("MySite");
        File.WriteAllText(
            Path.Combine(_repository.FullName, "appsettings.Development.json"), """{ "Greeting": "from the top" }""");
    }

    [Fact]
    public void It_is_read_in_development() => Assert.Equal("from the top", Greeting("Development"));

    [Fact]
    public void It_is_read_nowhere_else() => Assert.Null(Greeting("Production"));

    [Fact]
    public void It_wins_over_the_files_of_the_site()
    {
        WriteSiteFile("appsettings.json");
        WriteSiteFile("appsettings.Development.json");

        Assert.Equal("from the top", Greeting("Development"));
    }

    [Fact]
    public void The_command_line_wins_over_it() =>
        Assert.Equal("typed", Greeting("Development", "--Greeting=typed"));

    [Fact]
    public void The_environment_wins_over_it()
    {
        Environment.SetEnvironmentVariable("Greeting", "from the environment");
        try
        {
            Assert.Equal("from the environment", Greeting("Development"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("Greeting", null);
        }
    }

    [Fact]
    public void The_site_does_without_it()
    {
        File.Delete(Path.Combine(_repository.FullName, "appsettings.Development.json"));

        Assert.Null(Greeting("Development"));
    }

    public void Dispose() => _repository.Delete(recursive: true);

    private string? Greeting(string environment, params string[] args) =>
        WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],
            ContentRootPath = _site.FullName,
            EnvironmentName = environment,
        }).AddRootSettings().Configuration["Greeting"];

    private void WriteSiteFile(string name) =>
        File.WriteAllText(Path.Combine(_site.FullName, name), """{ "Greeting": "from the site" }""");
}
