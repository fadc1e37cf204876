using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MySite.Accounts;

/// <summary>A small symmetrical pattern made from an id, the same every time.</summary>
internal static class Avatar
{
    public const string Empty = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 7 7"/>""";

    private const int Size = 5;

    public static string Draw(Guid id)
    {
        var bytes = SHA256.HashData(id.ToByteArray());
        var path = new StringBuilder();
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
                if ((bytes[(y * 3) + Math.Min(x, Size - 1 - x)] & 1) == 1)
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        var hue = bytes[^1] * 360 / 256;
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 7 7"><path fill="hsl({hue} 45% 45%)" d="{path}"/></svg>
            """);
    }
}
