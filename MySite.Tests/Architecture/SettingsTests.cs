using System.Reflection;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Architecture;

/// <summary>Tests read the developer's settings too: each setting needs a value of the tests' own.</summary>
public sealed class SettingsTests() : SiteTests(DatabaseServer.Sqlite)
{
    [Fact]
    public void No_setting_of_a_developer_reaches_a_test() =>
        Assert.All(SettingsOfTheSite(), key => Assert.Contains(key, Site.Settings));

    [Fact]
    public void The_settings_are_found() => Assert.Contains("Polls:CacheDuration", SettingsOfTheSite());

    private static IEnumerable<string> SettingsOfTheSite() =>
        from options in typeof(PollsOptions).Assembly.GetTypes()
        where options.Name.EndsWith("Options", StringComparison.Ordinal)
        let section = options.GetField("Section", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where section is not null
        from property in options.GetProperties()
        where property.CanWrite
        select $"{section.GetValue(null)}:{property.Name}";
}
