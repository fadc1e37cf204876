using Microsoft.AspNetCore.Mvc;

namespace MySite.Accounts;

internal static class UrlHelperExtensions
{
    /// <summary>Where somebody goes who is logged in now: back to where it was asked for, if that is on this site.</summary>
    public static string AfterLogIn(this IUrlHelper url, string? returnUrl) =>
        url.IsLocalUrl(returnUrl) ? Ascii(returnUrl) : url.Page("/Polls/Index")!;

    // A header takes nothing else.
    private static string Ascii(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}
