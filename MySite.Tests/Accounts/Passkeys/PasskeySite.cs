using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Passkeys;

/// <summary>What the tests of passkeys share.</summary>
public abstract class PasskeySite(DatabaseServer server) : AccountTests(server)
{
    protected const string Home = "/accounts/passkeys/";
    protected const string Add = "/accounts/passkeys/add/";
    protected const string LogInPage = "/accounts/login/";

    /// <summary>A visitor whose browser says where a form comes from, as all do.</summary>
    private protected Visitor CreateBrowser(string origin = "http://localhost")
    {
        var visitor = CreateVisitor();
        visitor.Http.DefaultRequestHeaders.Add("Origin", origin);
        return visitor;
    }

    private protected static async Task<HttpResponseMessage> AskToAddAsync(
        Visitor visitor, string name = "My laptop", string password = Password)
    {
        var form = await AccountForm.OpenAsync(visitor, Add);
        return await SendAsync(visitor, form, form.Form.GetAttribute("data-options")!, ("Name", name), ("Password", password));
    }

    private protected static async Task<HttpResponseMessage> AddAsync(
        Visitor visitor, DevicePasskey device, string name = "My laptop")
    {
        var options = await (await AskToAddAsync(visitor, name)).Content.ReadAsStringAsync(Cancel);
        var form = await AccountForm.OpenAsync(visitor, Add);
        return await visitor.SubmitAsync(
            form.Form, ("Credential", device.Create(options)), ("Name", name), ("Password", Password));
    }

    private protected static async Task<string> AskToLogInAsync(Visitor visitor, string url = LogInPage)
    {
        var form = await AccountForm.OpenAsync(visitor, url);
        var response = await SendAsync(visitor, form, form.Form.GetAttribute("data-options")!);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    private protected static async Task<HttpResponseMessage> LogInAsync(
        Visitor visitor, Func<string, string> answer, string url = LogInPage)
    {
        var options = await AskToLogInAsync(visitor, url);
        var form = await AccountForm.OpenAsync(visitor, url);
        var button = form.Form.QuerySelector("[data-passkey-button]")!;
        return await SendAsync(visitor, form, button.GetAttribute("formaction")!, ("Credential", answer(options)));
    }

    private protected async Task RemovePasswordAsync() => await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
        set => set.SetProperty(user => user.PasswordHash, (string?)null), Cancel));

    private protected static string Remove(DevicePasskey device) => $"{Home}{device.AddressId}/remove/";

    private protected static string Rename(DevicePasskey device) => $"{Home}{device.AddressId}/rename/";

    private protected static async Task<string[]> NamesAsync(Visitor visitor) =>
        [.. (await visitor.OpenAsync(Home)).QuerySelectorAll(".passkeys .name").Select(name => name.TextContent)];

    private static Task<HttpResponseMessage> SendAsync(
        Visitor visitor, AccountForm form, string url, params (string Name, string Value)[] fields)
    {
        var token = form.Form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var all = fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        return visitor.SendAsync(HttpMethod.Post, url, new FormUrlEncodedContent(all));
    }
}
