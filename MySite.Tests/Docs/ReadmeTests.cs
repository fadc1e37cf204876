using System.Text.RegularExpressions;
using MySite.Tests.Architecture;
using MySite.Tests.Support;

namespace MySite.Tests.Docs;

/// <summary>The READMEs are true to the letter.</summary>
public sealed partial class ReadmeTests
{
    private const string OfTheSite = "README.md";
    private const string OfTheLibrary = "MySite/Signals/README.md";

    [Theory]
    [InlineData(OfTheSite)]
    [InlineData(OfTheLibrary)]
    public void Every_sample_is_code_that_compiles(string readme)
    {
        var code = SourceFile.OfTheSite().Concat(SourceFile.OfTheTests()).Select(file => OneLine(file.Text)).ToArray();
        var samples = Samples.Matches(Repository.Read(readme)).Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(samples);
        Assert.All(samples, sample => Assert.Contains(code, text => text.Contains(OneLine(sample), StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_signal_in_the_table_is_shown_by_a_test_that_exists()
    {
        var tests = typeof(ReadmeTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}")).ToHashSet();
        var rows = Rows.Matches(Repository.Read(OfTheSite));

        Assert.Equal(27, rows.Count);
        Assert.All(rows, row => Assert.Contains(row.Groups[1].Value, tests));
    }

    [Theory]
    [InlineData(OfTheSite)]
    [InlineData(OfTheLibrary)]
    public void Every_link_inside_the_repository_leads_somewhere(string readme)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, readme))!;

        Assert.All(Links.Matches(Repository.Read(readme)), link =>
            Assert.True(File.Exists(Path.Combine(folder, link.Groups[1].Value)), link.Groups[1].Value));
    }

    private static string OneLine(string text) => Spaces.Replace(text, " ").Trim();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Samples { get; }

    [GeneratedRegex(@"^\| `\w+` \|.*\| `(\w+\.\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Rows { get; }

    [GeneratedRegex(@"\]\((?!http)([^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Links { get; }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces { get; }
}
