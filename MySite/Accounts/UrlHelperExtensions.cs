using Microsoft.AspNetCore.Mvc;

namespace MySite.Accounts;

internal static class UrlHelperExtensions
{
    /// <summary>Where somebody goes who is logged in now: back to where it was asked for, if that is on this site.</summary>
    public static string AfterLogIn(this IUrlHelper url, string? returnUrl) =>
        url.IsLocalUrl(returnUrl) ? returnUrl : url.Page("/Polls/Index")!;
}
