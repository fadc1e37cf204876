namespace MySite.Tests.Architecture;

public sealed class FileLengthTests
{
    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold() =>
        Assert.Empty(SourceFile.OfTheSite().Where(file => file.Lines > LimitOf(file))
            .Select(file => $"{file.Path}: {file.Lines} lines, {LimitOf(file)} allowed"));

    [Fact]
    public void No_test_file_is_longer_than_three_hundred_lines() =>
        Assert.Empty(SourceFile.OfTheTests().Where(file => file.Lines > 300).Select(file => file.Path));

    private static int LimitOf(SourceFile file) => file switch
    {
        { Path: "Program.cs" } => 40,
        { Room: "Signals" } => 300,
        _ => 110,
    };
}
