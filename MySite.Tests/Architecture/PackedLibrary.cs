using System.IO.Compression;
using System.Xml.Linq;
using MySite.Tests.Support;

namespace MySite.Tests.Architecture;

/// <summary>The library room, packed once for all who look into it.</summary>
public sealed class PackedLibrary : IAsyncLifetime
{
    public const string Version = "0.0.1-packed";

    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.FullPath;

    /// <summary>What packing said.</summary>
    public string Output { get; private set; } = "";

    public string[] Files => FilesOf("nupkg");

    public string[] Symbols => FilesOf("snupkg");

    public XElement Metadata
    {
        get
        {
            using var package = Open("nupkg");
            using var text = package.GetEntry("MySite.Signals.nuspec")!.Open();
            return XDocument.Load(text).Root!.Elements().Single();
        }
    }

    public async ValueTask InitializeAsync() => Output = await DotNetCommand.RunAsync(
        Repository.Root,
        [
            "pack", Path.Combine(".ci", "pack"), $"-p:Version={Version}", "-o", Folder,
            "--artifacts-path", Path.Combine(Folder, "artifacts"),
        ]);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    // Without those that every package has: its relations and properties.
    private string[] FilesOf(string extension)
    {
        using var package = Open(extension);
        return [.. package.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal)
                && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")
            .Order(StringComparer.Ordinal)];
    }

    private ZipArchive Open(string extension) =>
        ZipFile.OpenRead(Path.Combine(Folder, $"MySite.Signals.{Version}.{extension}"));
}
