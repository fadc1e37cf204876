using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.TwoFactor;

/// <summary>What the tests of two-factor log-in share.</summary>
public abstract partial class TwoFactorSite(DatabaseServer server) : AccountTests(server)
{
    protected const string Home = "/accounts/two-factor/";
    protected const string Enable = "/accounts/two-factor/enable/";
    protected const string Disable = "/accounts/two-factor/disable/";
    protected const string RecoveryCodes = "/accounts/two-factor/recovery-codes/";
    protected const string SecondStep = "/accounts/login/two-factor/";
    protected const string Recovery = "/accounts/login/recovery-code/";

    /// <summary>Signs up and turns it on; the code of this moment is used up.</summary>
    private protected async Task<(Phone Phone, string[] Codes)> StartAsync(Visitor visitor, string name = "ada")
    {
        await SignUpAsync(visitor, name);
        return await TurnOnAsync(visitor);
    }

    private protected async Task<(Phone Phone, string[] Codes)> TurnOnAsync(Visitor visitor)
    {
        var form = await AccountForm.OpenAsync(visitor, Enable);
        var phone = new Phone(KeyIn(form));
        var page = await Visitor.ReadAsync(
            await form.SubmitAsync(("Code", phone.Code(Now)), ("Your password", Password)), HttpStatusCode.OK);
        var codes = CodesOn(page);
        Assert.Equal(10, codes.Length);
        return (phone, codes);
    }

    private protected static string KeyIn(AccountForm form) =>
        form.Form.QuerySelector(".key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    private protected static string[] CodesOn(IParentNode page) =>
        [.. page.QuerySelectorAll(".recovery-codes code").Select(code => code.TextContent)];

    /// <summary>Gives name and password, and is asked for the second factor.</summary>
    private protected static async Task<AccountForm> FirstStepAsync(
        Visitor visitor, string name = "ada", string url = "/accounts/login/")
    {
        var response = await LogInAsync(visitor, name, url: url);
        Assert.StartsWith(SecondStep, response.Headers.Location?.OriginalString, StringComparison.Ordinal);
        return new(visitor, await visitor.FollowAsync(response));
    }

    private protected static async Task<AccountForm> OpenRecoveryAsync(Visitor visitor)
    {
        await FirstStepAsync(visitor);
        return await AccountForm.OpenAsync(visitor, Recovery);
    }

    [GeneratedRegex("^[A-Z2-7]{32}$")]
    protected static partial Regex AuthenticatorKeyPattern { get; }
}
