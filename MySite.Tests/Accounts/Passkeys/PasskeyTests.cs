using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.Identity;
using MySite.Signals.Outbox;
using MySite.Tests.Support;

namespace MySite.Tests.Accounts.Passkeys;

public abstract class PasskeyTests(DatabaseServer server) : PasskeySite(server)
{
    private readonly DevicePasskey _device = new();
    private readonly DevicePasskey _other = new();

    [Fact]
    public async Task A_passkey_is_added_named_renamed_and_removed()
    {
        var visitor = await StartAsync();

        var page = await visitor.FollowAsync(await AddAsync(visitor, _device, " <b>My</b> laptop "));
        Assert.Equal("The passkey <b>My</b> laptop is added.", page.QuerySelector("[role=status]")?.TextContent);
        Assert.Equal(["<b>My</b> laptop"], await NamesAsync(visitor));
        Assert.Equal($"{(await FindUserAsync("ada"))!.Id}", _device.Owner);

        var form = await AccountForm.OpenAsync(visitor, Rename(_device));
        Assert.Equal("<b>My</b> laptop", form.ValueOf("Name"));
        form = await form.SubmitInVainAsync(("Name", " "));
        Assert.Equal("Enter a name for the passkey.", form.ErrorOf("Name"));
        form = await form.SubmitInVainAsync(("Name", new string('x', 61)));
        Assert.Equal("A name has at most 60 characters.", form.ErrorOf("Name"));
        await visitor.FollowAsync(await form.SubmitAsync(("Name", "Blue key")));
        Assert.Equal(["Blue key"], await NamesAsync(visitor));

        form = await AccountForm.OpenAsync(visitor, Remove(_device));
        form = await form.SubmitInVainAsync(("Your password", "wrong"));
        Assert.Equal(AccountForm.NotThePassword, form.ErrorOf("Your password"));
        await visitor.FollowAsync(await form.SubmitAsync(("Your password", Password)));
        Assert.Empty(await NamesAsync(visitor));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(Remove(_device))).StatusCode);
    }

    [Theory]
    [InlineData("", Password, "Enter a name for the passkey.")]
    [InlineData("My laptop", "wrong", AccountForm.NotThePassword)]
    [InlineData("My laptop", "", "Enter your password.")]
    public async Task Options_are_given_for_a_name_and_the_password_alone(string name, string password, string error)
    {
        var response = await AskToAddAsync(await StartAsync(), name, password);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(error, await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task The_options_ask_for_a_passkey_that_knows_its_owner_and_verifies_them()
    {
        var visitor = await StartAsync();
        await AddAsync(visitor, _device);

        var response = await AskToAddAsync(visitor);

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var json = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("\"residentKey\":\"required\"", json, StringComparison.Ordinal);
        Assert.Contains("\"userVerification\":\"required\"", json, StringComparison.Ordinal);
        Assert.Contains("\"id\":\"localhost\"", json, StringComparison.Ordinal);
        Assert.Contains(_device.Id, json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_browser_would_answer_is_not_taken()
    {
        var visitor = await StartAsync();
        using var elsewhere = new DevicePasskey { Origin = "http://evil.example" };
        using var unverified = new DevicePasskey { IsUserVerified = false };
        using var otherDomain = new DevicePasskey { Domain = "evil.example" };
        string[] answers = ["", "rubbish", "{}", "null", new('x', 200_000)];

        foreach (var device in new[] { elsewhere, unverified, otherDomain })
            await AssertIsRefusedAsync(await AddAsync(visitor, device));
        foreach (var answer in answers)
        {
            await AskToAddAsync(visitor);
            await AssertIsRefusedAsync(await SubmitAsync(visitor, answer));
        }
        var options = await (await AskToAddAsync(visitor)).Content.ReadAsStringAsync(Cancel);
        var made = _device.Create(options);
        await SubmitAsync(visitor, made);
        await AssertIsRefusedAsync(await SubmitAsync(visitor, made));
        Assert.Single(await NamesAsync(visitor));

        async Task AssertIsRefusedAsync(HttpResponseMessage response) => Assert.Equal(
            "This passkey was not taken. Try again.",
            new AccountForm(visitor, await Visitor.ReadAsync(response, HttpStatusCode.OK)).Error);
    }

    [Fact]
    public async Task A_passkey_that_was_asked_for_by_somebody_else_is_not_taken()
    {
        var (ada, bob) = (await StartAsync(), await StartAsync("bob"));
        var options = await (await AskToAddAsync(bob)).Content.ReadAsStringAsync(Cancel);
        await AskToAddAsync(ada);

        var response = await SubmitAsync(ada, _device.Create(options));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await NamesAsync(ada));
    }

    [Fact]
    public async Task The_passkeys_of_another_person_are_not_found()
    {
        var (ada, bob) = (await StartAsync(), await StartAsync("bob"));
        await AddAsync(ada, _device);

        string[] urls =
        [
            Remove(_device), Rename(_device), $"{Home}***/remove/", $"{Home}abc/remove/",
            $"{Home}{new string('A', 2000)}/rename/",
        ];
        foreach (var url in urls)
            Assert.Equal(HttpStatusCode.NotFound, (await bob.GetAsync(url)).StatusCode);
        await AddAsync(bob, _other);
        var form = await AccountForm.OpenAsync(bob, Remove(_other));
        form.Form.SetAttribute("action", Remove(_device));
        Assert.Equal(HttpStatusCode.NotFound, (await form.SubmitAsync(("Your password", Password))).StatusCode);
        Assert.Single(await NamesAsync(ada));
    }

    [Fact]
    public async Task The_last_way_to_log_in_stays_also_if_two_are_removed_at_once()
    {
        var visitor = await StartAsync();
        await AddAsync(visitor, _device);
        await AddAsync(visitor, _other, "Blue key");
        await RemovePasswordAsync();
        var one = await AccountForm.OpenAsync(visitor, Remove(_device));
        var two = await AccountForm.OpenAsync(visitor, Remove(_other));

        await Task.WhenAll(one.SubmitAsync(), two.SubmitAsync());

        var left = Assert.Single(await NamesAsync(visitor));
        var form = await AccountForm.OpenAsync(visitor, Remove(left == "Blue key" ? _other : _device));
        form = await form.SubmitInVainAsync();
        Assert.StartsWith("This is the only way to log in", form.Error, StringComparison.Ordinal);
        Assert.Single(await NamesAsync(visitor));
    }

    [Fact]
    public async Task Who_has_no_password_needs_a_recent_log_in_to_add_and_to_remove()
    {
        var visitor = await StartAsync();
        await AddAsync(visitor, _device);
        await RemovePasswordAsync();
        Clock.Advance(TimeSpan.FromMinutes(16));

        var response = await AskToAddAsync(visitor);
        Assert.Equal(
            "You logged in a while ago. Log in again, then do this.", await response.Content.ReadAsStringAsync(Cancel));

        var again = await visitor.OpenAsync($"{LogInPage}?again=true");
        Assert.NotNull(again.QuerySelector("[data-passkey-button]"));
        await LogInAsync(visitor, _device.Get, $"{LogInPage}?again=true");
        await AddAsync(visitor, _other, "Blue key");
        Assert.Equal(2, (await NamesAsync(visitor)).Length);
    }

    [Fact]
    public async Task An_account_takes_twenty()
    {
        var visitor = await StartAsync();
        var id = (await FindUserAsync("ada"))!.Id;
        await InScopeAsync(db =>
        {
            for (byte number = 0; number < 20; number++)
                db.UserPasskeys.Add(new IdentityUserPasskey<Guid>
                {
                    UserId = id,
                    CredentialId = [number],
                    Data = new() { PublicKey = [1], Name = "Key", AttestationObject = [], ClientDataJson = [] },
                });
            return db.SaveChangesAsync(Cancel);
        });

        var response = await AskToAddAsync(visitor);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await visitor.OpenAsync(Home);
        Assert.Empty(page.QuerySelectorAll($"main a[href='{Add}']"));
    }

    [Theory]
    [InlineData(Home)]
    [InlineData(Add)]
    public async Task The_pages_are_for_the_logged_in_and_forms_from_elsewhere_are_refused(string url)
    {
        var response = await CreateVisitor().GetAsync(url);
        Assert.Contains(LogInPage, response.Headers.Location?.OriginalString, StringComparison.Ordinal);

        var visitor = await StartAsync();
        foreach (var target in new[] { Add, $"{Add}?handler=Options", $"{LogInPage}passkey/" })
        {
            using var content = new FormUrlEncodedContent([KeyValuePair.Create("Name", "x")]);
            Assert.Equal(
                HttpStatusCode.BadRequest, (await visitor.SendAsync(HttpMethod.Post, target, content)).StatusCode);
        }
    }

    [Fact]
    public async Task Adding_renaming_and_removing_is_told_once_and_mailed()
    {
        var visitor = await StartAsync();
        using var signals = Site.RecordAccounts();

        await AddAsync(visitor, _device);
        await (await AccountForm.OpenAsync(visitor, Rename(_device))).SubmitAsync(("Name", "Blue key"));
        await (await AccountForm.OpenAsync(visitor, Remove(_device))).SubmitAsync(("Your password", Password));

        Assert.Equal(
            ["user_updated", "passkey_added", "user_updated", "user_updated", "passkey_removed"], signals.Names);
        Assert.Equal("My laptop", signals.Once(AccountSignals.PasskeyAdded).Name);
        Assert.Equal("Blue key", signals.Once(AccountSignals.PasskeyRemoved).Name);
        await Eventually.IsTrueAsync(async () => await InScopeAsync(db => db.Set<OutboxMessage>().CountAsync(
            message => message.Receiver == "SendPasskeyNotice" && message.DoneAt != null, Cancel)) == 2);
        var mails = Directory.GetFiles(Site.MailFolder, "*.eml").Select(File.ReadAllText).ToList();
        Assert.Single(mails, mail => mail.Contains("Subject: A passkey was added on MySite", StringComparison.Ordinal));
        Assert.Single(mails, mail => mail.Contains("Subject: A passkey was removed on MySite", StringComparison.Ordinal));
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _device.Dispose();
        _other.Dispose();
        await base.DisposeAsync();
    }

    private async Task<Visitor> StartAsync(string name = "ada")
    {
        var visitor = CreateBrowser();
        await SignUpAsync(visitor, name);
        return visitor;
    }

    private static async Task<HttpResponseMessage> SubmitAsync(Visitor visitor, string credential)
    {
        var form = await AccountForm.OpenAsync(visitor, Add);
        return await visitor.SubmitAsync(
            form.Form, ("Credential", credential), ("Name", "My laptop"), ("Password", Password));
    }
}

public sealed class PasskeyTestsOnSqlite() : PasskeyTests(DatabaseServer.Sqlite);
