using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace MySite.Accounts.TwoFactor;

/// <summary>A QR code as a picture within the page, which loads nothing and carries no style.</summary>
internal static class QrCode
{
    public static IHtmlContent Svg(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var size = data.ModuleMatrix.Count;
        var path = new StringBuilder();
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
                if (data.ModuleMatrix[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return new HtmlString(
            $"""<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="QR code"><path d="{path}" /></svg>""");
    }
}
