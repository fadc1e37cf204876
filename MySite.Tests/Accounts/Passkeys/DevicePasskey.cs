using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MySite.Tests.Accounts.Passkeys;

/// <summary>What a browser with a device for passkeys answers, after WebAuthn.</summary>
internal sealed class DevicePasskey : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    private string _owner = "";
    private uint _signCount;

    public string Id => Base64Url.EncodeToString(_id);

    /// <summary>As it stands in the addresses of the site.</summary>
    public string AddressId => Convert.ToHexStringLower(_id);

    public bool IsUserVerified { get; init; } = true;

    public string Origin { get; init; } = "http://localhost";

    public string Domain { get; init; } = "localhost";

    /// <summary>Whose it is, as the device keeps it.</summary>
    public string Owner => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(_owner));

    public string Create(string options)
    {
        var asked = JsonSerializer.Deserialize<JsonElement>(options);
        _owner = asked.GetProperty("user").GetProperty("id").GetString()!;
        var data = AuthenticatorData(hasKey: true);
        byte[] attestation =
        [
            0xa3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xa0, 0x68, .. "authData"u8, 0x58,
            (byte)data.Length, .. data,
        ];
        return Answer(new
        {
            clientDataJSON = Base64Url.EncodeToString(ClientData("webauthn.create", asked)),
            attestationObject = Base64Url.EncodeToString(attestation),
            transports = Array.Empty<string>(),
        });
    }

    public string Get(string options)
    {
        var clientData = ClientData("webauthn.get", JsonSerializer.Deserialize<JsonElement>(options));
        var data = AuthenticatorData(hasKey: false);
        var signature = _key.SignData(
            [.. data, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new
        {
            clientDataJSON = Base64Url.EncodeToString(clientData),
            authenticatorData = Base64Url.EncodeToString(data),
            signature = Base64Url.EncodeToString(signature),
            userHandle = _owner,
        });
    }

    public void Dispose() => _key.Dispose();

    private string Answer(object response) => JsonSerializer.Serialize(
        new { id = Id, rawId = Id, type = "public-key", clientExtensionResults = new { }, response });

    private byte[] ClientData(string type, JsonElement options) => JsonSerializer.SerializeToUtf8Bytes(
        new { type, challenge = options.GetProperty("challenge").GetString(), origin = Origin });

    private byte[] AuthenticatorData(bool hasKey)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, ++_signCount);
        var flags = (byte)(0b1 | (IsUserVerified ? 0b100 : 0) | (hasKey ? 0b100_0000 : 0));
        byte[] start = [.. SHA256.HashData(Encoding.UTF8.GetBytes(Domain)), flags, .. count];
        return hasKey ? [.. start, .. new byte[16], 0, (byte)_id.Length, .. _id, .. PublicKey()] : start;
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
