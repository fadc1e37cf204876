using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MySite.Accounts.TwoFactor;

/// <summary>The codes of authenticator apps, after RFC 6238: six digits, another one every thirty seconds.</summary>
internal static class TimeCode
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <returns>The time step that the code is of: this one or a neighbour, as clocks differ.</returns>
    public static long? FindStep(string key, string? typed, DateTimeOffset now)
    {
        var code = string.Concat((typed ?? "").Where(letter => !char.IsWhiteSpace(letter) && letter != '-'));
        if (code.Length != 6 || !code.All(char.IsAsciiDigit))
            return null;

        var (secret, current, given) = (Decode(key), now.ToUnixTimeSeconds() / 30, Encoding.ASCII.GetBytes(code));
        foreach (var step in new[] { current, current - 1, current + 1 })
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(secret, step)), given))
                return step;
        return null;
    }

    private static string CodeOf(byte[] secret, long step)
    {
        var message = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
#pragma warning disable CA5350 // What authenticator apps use.
        var hash = HMACSHA1.HashData(secret, message);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string key)
    {
        var (bytes, buffer, bits) = (new List<byte>(), 0, 0);
        foreach (var letter in key)
        {
            buffer = ((buffer << 5) | Base32.IndexOf(letter, StringComparison.Ordinal)) & 0xfff;
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
        }
        return [.. bytes];
    }
}
