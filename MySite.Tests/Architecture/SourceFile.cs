using MySite.Tests.Support;

namespace MySite.Tests.Architecture;

/// <summary>A file of the site as it was written; its path is relative to the site's folder.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string Room => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/')] : "";

    public int Lines => Text.Split('\n').Length - (Text.EndsWith('\n') ? 1 : 0);

    public static IReadOnlyList<SourceFile> OfTheSite() => In("MySite");

    public static IReadOnlyList<SourceFile> OfTheTests() => In("MySite.Tests");

    /// <summary>All code that people wrote: not what was built, nor what a tool generated.</summary>
    private static List<SourceFile> In(string project)
    {
        var folder = System.IO.Path.Combine(Repository.Root, project);
        return Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
            .Select(file => (File: file, Path: System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)
                || file.Path.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(file => !file.Path.StartsWith("bin/", StringComparison.Ordinal)
                && !file.Path.StartsWith("obj/", StringComparison.Ordinal)
                && !file.Path.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(file => new SourceFile(file.Path, File.ReadAllText(file.File)))
            .ToList();
    }
}
