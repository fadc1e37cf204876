using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Options;

namespace MySite.Shared;

/// <summary>
/// Takes the cookie of a note away only from who has one. By itself each page that could show a note sets a cookie, and an answer
/// that does is kept by no cache.
/// </summary>
internal sealed class NoteProvider(CookieTempDataProvider cookie, IOptions<CookieTempDataProviderOptions> options)
    : ITempDataProvider
{
    public IDictionary<string, object> LoadTempData(HttpContext context) => cookie.LoadTempData(context);

    public void SaveTempData(HttpContext context, IDictionary<string, object> values)
    {
        if (values.Count > 0 || context.Request.Cookies.ContainsKey(options.Value.Cookie.Name!))
            cookie.SaveTempData(context, values);
    }
}
