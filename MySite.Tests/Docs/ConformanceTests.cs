using System.Text.RegularExpressions;
using MySite.Tests.Support;

namespace MySite.Tests.Docs;

/// <summary>The page of conformance misses no case and names no test that is not there.</summary>
public sealed partial class ConformanceTests
{
    private static readonly string Page = Repository.Read("docs/conformance.md");
    private static readonly string Decision = Repository.Read("docs/decisions/0008-cases-of-django-that-do-not-apply.md");

    private static readonly HashSet<string> Tests = typeof(ConformanceTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}")).ToHashSet();

    [Theory]
    [InlineData('T', 96)]
    [InlineData('E', 30)]
    [InlineData('I', 16)]
    public void Every_case_is_a_test_or_cannot_be_had(char kind, int count)
    {
        var named = Tests.SelectMany(test => Numbers.Matches(test).Select(number => number.Groups[1].Value)).ToHashSet();
        var without = Ids(Decision);

        Assert.All(
            Enumerable.Range(1, count).Select(number => $"{kind}{number:00}"),
            id => Assert.True(named.Contains(id) ^ without.Contains(id), id));
    }

    [Fact]
    public void Every_case_with_a_test_is_on_the_page() =>
        Assert.Equal(96 + 30 + 16, Ids(Page).Concat(Ids(Decision)).Distinct().Count());

    [Fact]
    public void Every_test_on_the_page_exists()
    {
        var shown = Shown.Matches(Page).Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(shown);
        Assert.All(shown, test => Assert.Contains(test, Tests));
    }

    private static HashSet<string> Ids(string page) => Rows.Matches(page).Select(row => row.Groups[1].Value).ToHashSet();

    [GeneratedRegex(@"(?<=\.|_)([TEI]\d\d)_")]
    private static partial Regex Numbers { get; }

    [GeneratedRegex(@"^\| ([TEI]\d\d) \|", RegexOptions.Multiline)]
    private static partial Regex Rows { get; }

    [GeneratedRegex(@"`(\w+\.[TEI]\d\d_\w+)`")]
    private static partial Regex Shown { get; }
}
