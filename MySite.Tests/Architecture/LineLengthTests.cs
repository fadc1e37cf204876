namespace MySite.Tests.Architecture;

public sealed class LineLengthTests
{
    private const int Longest = 130;

    [Fact]
    public void No_line_of_the_site_runs_out_of_the_window() =>
        Assert.Empty(SourceFile.OfTheSite().SelectMany(TooLongIn));

    [Fact]
    public void No_line_of_the_tests_runs_out_of_the_window() => Assert.Empty(SourceFile.OfTheTests().SelectMany(TooLongIn));

    [Fact]
    public void A_line_that_is_too_long_is_found_by_its_number() => Assert.Equal(
        ["Polls/X.cs:2 has 131 characters"],
        TooLongIn(new SourceFile("Polls/X.cs", $"{new string('a', 130)}\r\n{new string('b', 131)}\r\n")));

    private static IEnumerable<string> TooLongIn(SourceFile file) =>
        file.Text.ReplaceLineEndings("\n").Split('\n').Index().Where(line => line.Item.Length > Longest)
            .Select(line => $"{file.Path}:{line.Index + 1} has {line.Item.Length} characters");
}
