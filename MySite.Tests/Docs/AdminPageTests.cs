using System.Text.RegularExpressions;
using MySite.Tests.Support;

namespace MySite.Tests.Docs;

/// <summary>The page of the administration names no test that is not there.</summary>
public sealed partial class AdminPageTests
{
    [Fact]
    public void Every_test_on_the_page_exists()
    {
        var tests = typeof(AdminPageTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}").Append(type.Name)).ToHashSet();

        var shown = Shown.Matches(Repository.Read("docs/admin.md")).Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(shown);
        Assert.All(shown, test => Assert.Contains(test, tests));
    }

    [GeneratedRegex(@"`(\w+Tests(?:\.\w+)?)`")]
    private static partial Regex Shown { get; }
}
