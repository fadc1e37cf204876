using MySite.Tests.Support;

namespace MySite.Tests.Signals;

/// <summary>What others may rely on changes only where a review sees it: in a file.</summary>
public sealed class PublicApiTests
{
    private const string Name = "MySite.Tests/Signals/PublicApi.txt";
    private const string Accept = "MYSITE_ACCEPT_PUBLIC_API";

    [Fact]
    public async Task The_public_surface_is_what_the_file_says()
    {
        var now = PublicApi.Lines().ToArray();
        if (Environment.GetEnvironmentVariable(Accept) == "true")
            await File.WriteAllLinesAsync(Path.Combine(Repository.Root, Name), now, TestContext.Current.CancellationToken);

        var before = Repository.Read(Name).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        Assert.True(now.SequenceEqual(before), Difference(before, now));
    }

    [Fact]
    public void A_difference_names_the_members_with_their_types_and_how_to_accept_it()
    {
        var text = Difference(["A: class Old", "    void Go()"], ["A: class New", "    void Go()"]);

        Assert.Contains("- A: class Old\n- A: class Old > void Go()\n+ A: class New\n+ A: class New > void Go()\n", text);
        Assert.Contains($"{Accept}=true dotnet test --filter-class '*PublicApiTests'", text);
    }

    private static string Difference(string[] before, string[] now)
    {
        var (old, current) = (WithTypes(before).ToArray(), WithTypes(now).ToArray());
        return $"""
            The public surface of the library is not what {Name} says:
            {string.Concat(old.Except(current).Select(line => $"- {line}\n"))}{string.Concat(
                current.Except(old).Select(line => $"+ {line}\n"))}
            If that is meant, write the file anew, and commit it with the change:
              {Accept}=true dotnet test --filter-class '*PublicApiTests'
            """.ReplaceLineEndings("\n");
    }

    private static IEnumerable<string> WithTypes(string[] lines)
    {
        var type = "";
        foreach (var line in lines)
            yield return line.StartsWith(' ') ? $"{type} > {line.Trim()}" : type = line;
    }
}
