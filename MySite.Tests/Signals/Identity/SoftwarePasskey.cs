using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;

namespace MySite.Tests.Signals.Identity;

/// <summary>A passkey without hardware: it answers what a server asks, after WebAuthn.</summary>
internal sealed class SoftwarePasskey : IDisposable
{
    private const string Origin = "http://localhost";
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    private uint _signCount;

    internal Task RegisterAsync(UserManager<Member> users, Member member) => users.AddOrUpdatePasskeyAsync(
        member, new UserPasskeyInfo(_id, PublicKey(), DateTimeOffset.UnixEpoch, 0, null, true, false, false, [], []));

    /// <summary>What the browser would send back for <paramref name="options"/>.</summary>
    internal string Answer(string options, Member member)
    {
        var challenge = JsonSerializer.Deserialize<JsonElement>(options).GetProperty("challenge").GetString();
        var clientData = JsonSerializer.SerializeToUtf8Bytes(new { type = "webauthn.get", challenge, origin = Origin });
        var authenticatorData = AuthenticatorData();
        var signature = _key.SignData(
            [.. authenticatorData, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence);
        return JsonSerializer.Serialize(new
        {
            id = Base64Url.EncodeToString(_id),
            type = "public-key",
            clientExtensionResults = new { },
            response = new
            {
                clientDataJSON = Base64Url.EncodeToString(clientData),
                authenticatorData = Base64Url.EncodeToString(authenticatorData),
                signature = Base64Url.EncodeToString(signature),
                userHandle = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(member.Id)),
            },
        });
    }

    public void Dispose() => _key.Dispose();

    private byte[] AuthenticatorData()
    {
        const byte presentAndVerified = 0b101;
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, ++_signCount);
        return [.. SHA256.HashData("localhost"u8), presentAndVerified, .. count];
    }

    // COSE: an elliptic-curve key for ES256 on P-256, with x and y of 32 bytes.
    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return
        [
            0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!,
        ];
    }
}
