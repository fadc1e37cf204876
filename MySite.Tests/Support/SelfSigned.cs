using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MySite.Tests.Support;

internal static class SelfSigned
{
    /// <summary>A certificate for 127.0.0.1 that nobody trusts.</summary>
    internal static X509Certificate2 Certificate { get; } = Create();

    internal static bool Is(X509Certificate? shown) =>
        shown?.GetCertHashString() == Certificate.GetCertHashString();

    /// <summary>Writes the certificate and its key as PEM files, for servers that read those.</summary>
    internal static (string Certificate, string Key) WriteTo(TemporaryFolder folder)
    {
        var (cert, key) = (Path.Combine(folder.FullPath, "cert.pem"), Path.Combine(folder.FullPath, "key.pem"));
        File.WriteAllText(cert, Certificate.ExportCertificatePem());
        File.WriteAllText(key, Certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return (cert, key);
    }

    private static X509Certificate2 Create()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(
            certificate.Export(X509ContentType.Pfx), password: null, X509KeyStorageFlags.Exportable);
    }
}
