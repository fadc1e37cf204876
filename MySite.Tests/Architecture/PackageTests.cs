using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using MySite.Tests.Support;

namespace MySite.Tests.Architecture;

/// <summary>The library room is a package, and somebody else's program runs on it.</summary>
public sealed class PackageTests(PackedLibrary library) : IClassFixture<PackedLibrary>
{
    [Fact]
    public void It_packs_without_a_warning() =>
        Assert.DoesNotContain("warning", library.Output, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void It_holds_the_library_with_its_docs_and_its_licence_and_nothing_else()
    {
        Assert.Equal(
            [
                "LICENSE", "MySite.Signals.nuspec", "README.md", "lib/net10.0/MySite.Signals.dll",
                "lib/net10.0/MySite.Signals.xml",
            ],
            library.Files);
        Assert.Equal(["MySite.Signals.nuspec", "lib/net10.0/MySite.Signals.pdb"], library.Symbols);
        Assert.Equal(("LICENSE", "README.md"), (Value("license"), Value("readme")));
    }

    [Fact]
    public void It_needs_EF_Core_for_relational_databases_and_the_shared_framework_of_ASP_NET_Core_alone()
    {
        Assert.Equal(["Microsoft.EntityFrameworkCore.Relational"], Names("dependency", "id"));
        Assert.Equal(["Microsoft.AspNetCore.App"], Names("frameworkReference", "name"));
    }

    [Fact]
    public async Task A_console_program_connects_receivers_saves_and_hears_what_was_committed()
    {
        using var folder = new TemporaryFolder();
        var home = folder.FullPath;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, ".ci", "consumer")))
            File.Copy(file, Path.Combine(home, Path.GetFileName(file)));
        await File.WriteAllTextAsync(
            Path.Combine(home, "nuget.config"), NuGetConfig(), TestContext.Current.CancellationToken);

        var output = await DotNetCommand.RunAsync(
            home, ["run"], ("NUGET_PACKAGES", null), ("SignalsVersion", PackedLibrary.Version),
            ("EfCoreVersion", typeof(DbContext).Assembly.GetName().Version!.ToString(3)));

        Assert.Equal(["saved milk", "committed 1: milk", "saved bread"], output.Trim().Split(Environment.NewLine));
    }

    // Its own folder for packages: the machine's would keep this build of the library for ever.
    private string NuGetConfig()
    {
        var machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return new XElement(
            "configuration",
            new XElement("config", Add("globalPackagesFolder", "packages")),
            new XElement("fallbackPackageFolders", Add("machine", machine)),
            new XElement("packageSources", Add("packed", library.Folder))).ToString();
    }

    private static XElement Add(string key, string value) =>
        new("add", new XAttribute("key", key), new XAttribute("value", value));

    private string Value(string element) =>
        library.Metadata.Elements().Single(found => found.Name.LocalName == element).Value;

    private IEnumerable<string> Names(string element, string attribute) =>
        library.Metadata.Descendants().Where(found => found.Name.LocalName == element)
            .Select(found => found.Attribute(attribute)!.Value);
}
