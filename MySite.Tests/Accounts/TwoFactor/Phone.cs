using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MySite.Tests.Accounts.TwoFactor;

/// <summary>A telephone with an authenticator app, after RFC 6238.</summary>
internal sealed class Phone(string key)
{
    public string Code(DateTimeOffset now, int stepsAhead = 0)
    {
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, (now.ToUnixTimeSeconds() / 30) + stepsAhead);
#pragma warning disable CA5350 // What authenticator apps use.
        var hash = HMACSHA1.HashData(FromBase32(key), step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", null);
    }

    private static byte[] FromBase32(string text)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(text.Select(letter =>
            Convert.ToString(alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(bits => bits.Length == 8).Select(bits => Convert.ToByte(new string(bits), 2))];
    }
}
