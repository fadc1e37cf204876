using System.Diagnostics.CodeAnalysis;

namespace MySite.Tests.Support;

/// <summary>
/// What a test needs from the machine. Where it is missing the test is skipped with a sentence; in CI it fails,
/// because there a skipped test would go unseen.
/// </summary>
internal static class Requires
{
    private static bool InCi { get; } = Environment.GetEnvironmentVariable("CI") == "true";

    internal static void Program(string path, string debianPackage) =>
        That(File.Exists(path), $"{path} is missing; install the package {debianPackage}.");

    internal static void That([DoesNotReturnIf(false)] bool present, string sentence) => That(present, sentence, InCi);

    internal static void That([DoesNotReturnIf(false)] bool present, string sentence, bool inCi)
    {
        if (present)
            return;
        if (inCi)
            Assert.Fail(sentence);
        Assert.Skip(sentence);
    }
}
