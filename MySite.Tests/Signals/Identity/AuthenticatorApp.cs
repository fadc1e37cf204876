using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace MySite.Tests.Signals.Identity;

/// <summary>The telephone on which a user has set up two-factor log-in.</summary>
internal sealed class AuthenticatorApp
{
    private string _key = "";

    internal async Task SetUpAsync(UserManager<Member> users, Member member)
    {
        await users.ResetAuthenticatorKeyAsync(member);
        await users.SetTwoFactorEnabledAsync(member, true);
        _key = Assert.IsType<string>(await users.GetAuthenticatorKeyAsync(member));
    }

    /// <summary>The code of this moment, after RFC 6238. Identity compares it with the real time.</summary>
    internal string Code()
    {
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // What authenticator apps use.
        var hash = HMACSHA1.HashData(FromBase32(_key), step);
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
