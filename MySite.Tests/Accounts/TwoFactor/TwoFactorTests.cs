using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Accounts.TwoFactor;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.TwoFactor;

public abstract class TwoFactorTests(DatabaseServer server) : TwoFactorSite(server)
{
    [Fact]
    public async Task The_page_shows_a_code_to_scan_and_a_key_to_type_and_stores_nothing()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        var before = await FindUserAsync("ada");

        var form = await AccountForm.OpenAsync(visitor, Enable);

        Assert.Matches(AuthenticatorKeyPattern, KeyIn(form));
        Assert.Matches("^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$", form.Form.QuerySelector(".key")!.TextContent);
        Assert.NotNull(form.Form.QuerySelector("svg.qr[role=img][aria-label] path"));
        Assert.Equal(
            $"otpauth://totp/MySite:ada?secret={KeyIn(form)}&issuer=MySite&digits=6&period=30",
            form.Form.QuerySelector("a[href^=otpauth]")!.GetAttribute("href"));
        Assert.Equal(before!.ConcurrencyStamp, (await FindUserAsync("ada"))!.ConcurrencyStamp);
        Assert.Equal(0, await InScopeAsync(db => db.UserTokens.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_code_and_the_password_turn_it_on_and_the_recovery_codes_are_shown_once()
    {
        var visitor = CreateVisitor();
        var (_, codes) = await StartAsync(visitor);

        Assert.All(codes, code => Assert.Matches("^[A-Z0-9]{5}-[A-Z0-9]{5}$", code));
        Assert.Equal(10, codes.Distinct().Count());
        var page = await visitor.OpenAsync(Home);
        Assert.Contains("It is on.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("10 of your recovery codes", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Empty(CodesOn(page));
        Assert.Equal(Home, (await visitor.GetAsync(Enable)).Headers.Location?.OriginalString);
        var stored = await InScopeAsync(db => db.UserTokens.Select(token => token.Value).ToListAsync(Cancel));
        Assert.All(codes, code => Assert.DoesNotContain(stored, value => value!.Contains(code, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("000000", Password, "Code", "This is not the code of this moment.")]
    [InlineData("", Password, "Code", "Enter the code that the app shows.")]
    [InlineData("1", Password, "Code", "This is not the code of this moment.")]
    [InlineData(null, "wrong", "Your password", AccountForm.NotThePassword)]
    [InlineData(null, "", "Your password", "Enter your password.")]
    public async Task It_stays_off_without_the_code_or_the_password(string? code, string password, string field, string error)
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        var form = await AccountForm.OpenAsync(visitor, Enable);
        var key = KeyIn(form);

        form = await form.SubmitInVainAsync(("Code", code ?? new Phone(key).Code(Now)), ("Your password", password));

        Assert.StartsWith(error, form.ErrorOf(field), StringComparison.Ordinal);
        Assert.Equal(key, KeyIn(form));
        Assert.False((await FindUserAsync("ada"))!.TwoFactorEnabled);
    }

    [Fact]
    public async Task A_key_that_was_offered_to_somebody_else_or_made_up_is_not_taken()
    {
        var (ada, bob) = (CreateVisitor(), CreateVisitor());
        await SignUpAsync(ada, "ada");
        await SignUpAsync(bob, "bob");
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.SecurityStamp, "same"), Cancel));
        var offered = await AccountForm.OpenAsync(bob, Enable);
        var code = new Phone(KeyIn(offered)).Code(Now);

        foreach (var key in new[] { offered.Form.QuerySelector("[name=Key]")!.GetAttribute("value")!, "rubbish", "" })
        {
            var form = await AccountForm.OpenAsync(ada, Enable);
            var response = await ada.SubmitAsync(form.Form, ("Key", key), ("Code", code), ("Password", Password));
            form = new(ada, await Visitor.ReadAsync(response, HttpStatusCode.OK));
            Assert.Equal("This key is out of date. Take the new one.", form.Error);
        }
        Assert.False((await FindUserAsync("ada"))!.TwoFactorEnabled);
    }

    [Fact]
    public async Task Turning_it_on_ends_the_other_sessions_and_keeps_this_one()
    {
        var (here, elsewhere) = (CreateVisitor(), CreateVisitor());
        await SignUpAsync(here, "ada");
        await LogInAsync(elsewhere, "ada");

        await TurnOnAsync(here);

        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("ada", await LoggedInAsAsync(here));
        Assert.Null(await LoggedInAsAsync(elsewhere));
    }

    [Fact]
    public async Task New_codes_replace_the_old_ones_and_end_the_other_sessions()
    {
        var (here, elsewhere) = (CreateVisitor(), CreateVisitor());
        var (phone, old) = await StartAsync(here);
        Clock.Advance(TimeSpan.FromSeconds(30));
        await (await FirstStepAsync(elsewhere)).SubmitAsync(("Code", phone.Code(Now)));
        Assert.Equal("ada", await LoggedInAsAsync(elsewhere));

        var form = await AccountForm.OpenAsync(here, RecoveryCodes);
        form = await form.SubmitInVainAsync(("Your password", "wrong"));
        Assert.Equal(AccountForm.NotThePassword, form.ErrorOf("Your password"));
        var page = await Visitor.ReadAsync(await form.SubmitAsync(("Your password", Password)), HttpStatusCode.OK);

        Assert.Empty(old.Intersect(CodesOn(page)));
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("ada", await LoggedInAsAsync(here));
        Assert.Null(await LoggedInAsAsync(elsewhere));
        var recovery = await OpenRecoveryAsync(elsewhere);
        recovery = await recovery.SubmitInVainAsync(("Recovery code", old[0]));
        Assert.Equal(LogInCodeModel.Refused, recovery.Error);
        await recovery.SubmitAsync(("Recovery code", CodesOn(page)[0]));
        Assert.Equal("ada", await LoggedInAsAsync(elsewhere));
    }

    [Fact]
    public async Task Turning_it_off_takes_the_password_and_forgets_the_key_and_the_codes()
    {
        var visitor = CreateVisitor();
        await StartAsync(visitor);
        var form = await AccountForm.OpenAsync(visitor, Disable);
        form = await form.SubmitInVainAsync(("Your password", "wrong"));
        Assert.True((await FindUserAsync("ada"))!.TwoFactorEnabled);

        var page = await visitor.FollowAsync(await form.SubmitAsync(("Your password", Password)));

        Assert.Equal("Two-factor log-in is off.", page.QuerySelector("[role=status]")?.TextContent);
        Assert.Equal(0, await InScopeAsync(db => db.UserTokens.CountAsync(Cancel)));
        await LogInAsync(CreateVisitor(), "ada");
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
        Assert.Equal(Home, (await visitor.GetAsync(Disable)).Headers.Location?.OriginalString);
        Assert.Equal(Home, (await visitor.GetAsync(RecoveryCodes)).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Wrong_passwords_lock_the_form_as_they_lock_a_log_in()
    {
        var visitor = CreateVisitor();
        await StartAsync(visitor);
        var form = await AccountForm.OpenAsync(visitor, Disable);
        for (var attempt = 0; attempt < 5; attempt++)
            form = await form.SubmitInVainAsync(("Your password", "wrong"));

        form = await form.SubmitInVainAsync(("Your password", Password));

        Assert.Equal(AccountForm.NotThePassword, form.ErrorOf("Your password"));
        Assert.True((await FindUserAsync("ada"))!.TwoFactorEnabled);
    }

    [Fact]
    public async Task Who_has_no_password_needs_a_recent_log_in()
    {
        var visitor = CreateVisitor();
        await StartAsync(visitor);
        await InScopeAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.PasswordHash, (string?)null), Cancel));
        Clock.Advance(TimeSpan.FromMinutes(16));

        var form = await AccountForm.OpenAsync(visitor, Disable);
        Assert.Empty(form.Form.QuerySelectorAll("input[type=password]"));
        Assert.Equal(
            $"/accounts/login/?again=true&returnUrl={Uri.EscapeDataString(Disable)}",
            form.Form.QuerySelector(".note a")!.GetAttribute("href"), ignoreCase: true);
        form = await form.SubmitInVainAsync();
        Assert.StartsWith("You logged in a while ago.", form.Error, StringComparison.Ordinal);
        Assert.True((await FindUserAsync("ada"))!.TwoFactorEnabled);

        // The session was renewed meanwhile, which is no log-in.
        Assert.Equal("ada", await LoggedInAsAsync(visitor));
        form = await form.SubmitInVainAsync();
        Assert.StartsWith("You logged in a while ago.", form.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Home)]
    [InlineData(Enable)]
    [InlineData(Disable)]
    [InlineData(RecoveryCodes)]
    public async Task The_pages_are_for_the_logged_in_and_forms_from_elsewhere_are_refused(string url)
    {
        var response = await CreateVisitor().GetAsync(url);
        Assert.Contains("/accounts/login/", response.Headers.Location?.OriginalString, StringComparison.Ordinal);

        var visitor = CreateVisitor();
        await StartAsync(visitor);
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("Password", Password)]);
        response = await visitor.SendAsync(HttpMethod.Post, url, content);
        Assert.True(response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed);
        Assert.True((await FindUserAsync("ada"))!.TwoFactorEnabled);
    }

    [Fact]
    public async Task Each_change_is_told_once_and_in_a_mail()
    {
        var visitor = CreateVisitor();
        await SignUpAsync(visitor, "ada");
        using var signals = Site.RecordAccounts();

        await TurnOnAsync(visitor);
        await (await AccountForm.OpenAsync(visitor, RecoveryCodes)).SubmitAsync(("Your password", Password));
        await (await AccountForm.OpenAsync(visitor, Disable)).SubmitAsync(("Your password", Password));

        Assert.Equal(
            ["SetTwoFactorEnabled", "GenerateRecoveryCodes", "TurnedOn", "UpdateSecurityStamp", "GenerateRecoveryCodes",
                "NewRecoveryCodes", "SetTwoFactorEnabled", "TurnedOff"],
            signals.All.Select(heard => heard.Payload switch
            {
                UserUpdated updated => $"{updated.Reason}",
                TwoFactorChanged changed => $"{changed.Change}",
                var other => $"{other}",
            }));
        await Eventually.IsTrueAsync(async () => await InScopeAsync(db => db.Set<OutboxMessage>().CountAsync(
            message => message.Receiver == "SendTwoFactorNotice" && message.DoneAt != null, Cancel)) == 3);
        var mails = Directory.GetFiles(Site.MailFolder, "*.eml").Select(File.ReadAllText).ToList();
        foreach (var subject in new[] { "Two-factor log-in is on", "You have new recovery codes", "Two-factor log-in is off" })
            Assert.Single(mails, mail => mail.Contains($"Subject: {subject} on MySite", StringComparison.Ordinal));
    }
}

public sealed class TwoFactorTestsOnSqlite() : TwoFactorTests(DatabaseServer.Sqlite);
