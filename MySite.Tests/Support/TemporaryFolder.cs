namespace MySite.Tests.Support;

internal sealed class TemporaryFolder : IDisposable
{
    internal string FullPath { get; } = Directory.CreateTempSubdirectory("mysite-").FullName;

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
