using Microsoft.Playwright;
using MySite.Polls;
using MySite.Tests.Support;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace MySite.Tests.Browser;

/// <summary>The whole road by clicking, in a real browser on a real port.</summary>
public sealed class RoadTests(Chromium chromium) : SiteTests(DatabaseServer.Sqlite)
{
    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task A_visitor_signs_up_reads_the_welcome_logs_in_again_and_votes(int width, int height, ColorScheme scheme)
    {
        Site.UseKestrel(0);
        Site.StartServer();
        await SaveAsync(new Question("What's up?", Now.AddHours(-2))
        {
            Choices = { new("Not much"), new("The sky") { Votes = 3 } },
        });
        var page = await chromium.OpenAsync(Site.ClientOptions.BaseAddress, width, height, scheme);
        var problems = new List<string>();
        page.PageError += (_, error) => problems.Add(error);
        // axe measures colours by inline styles, which the policy refuses.
        page.Console += (_, line) => problems.AddRange(
            line.Type == "error" && !line.Text.StartsWith("Applying inline style", StringComparison.Ordinal) ? [line.Text] : []);

        await page.GotoAsync("/");
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign up" }).ClickAsync();
        await page.LooksRightAsync();
        await page.GetByLabel("User name").FillAsync("ada");
        await page.GetByLabel("E-mail").FillAsync("ada@example.org");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("correct horse battery");
        await page.GetByLabel("Password again").FillAsync("correct horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign up" }).ClickAsync();
        await Assertions.Expect(page.Locator(".account .who")).ToHaveTextAsync("ada");

        await ReadWelcomeAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Log in" }).ClickAsync();
        await LogInAsync(page, "a wrong password");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("correct user name and password");
        await page.LooksRightAsync();
        await LogInAsync(page, "correct horse battery");
        await Assertions.Expect(page.Locator(".account .who")).ToHaveTextAsync("ada");

        await page.GetByRole(AriaRole.Link, new() { Name = "What's up?" }).ClickAsync();
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Vote" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("You didn't select a choice.");
        await page.GetByLabel("The sky").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Vote" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Your vote is in: The sky")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("4 votes");
        await page.LooksRightAsync();

        Assert.Empty(problems);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(390)]
    [InlineData(320)]
    public async Task The_header_breaks_no_word_of_staff_with_a_long_name_on_a_phone(int width)
    {
        var page = await chromium.OpenAsStaffAsync(
            Site, "wolfeschlegelsteinhausenbergerdorff", isSuperuser: false, width, height: 844);

        await page.GotoAsync("/polls/");

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Admin" })).ToBeVisibleAsync();
        Assert.Empty(await BrokenWordsAsync(page.Locator(".top")));
        await page.LooksRightAsync();
        await page.Context.CloseAsync();
    }

    private static async Task ReadWelcomeAsync(IPage page)
    {
        var welcome = page.GetByRole(AriaRole.Link, new() { Name = "Welcome to MySite" });
        await Eventually.IsTrueAsync(async () =>
        {
            await page.GotoAsync("/dev/mail/");
            return await welcome.CountAsync() > 0;
        });
        await page.LooksRightAsync();
        await welcome.ClickAsync();
        await Assertions.Expect(page.FrameLocator("iframe").GetByRole(AriaRole.Heading)).ToHaveTextAsync("Welcome, ada");
        await page.GotoAsync("/polls/");
    }

    private static async Task LogInAsync(IPage page, string password)
    {
        await page.GetByLabel("User name or e-mail").FillAsync("ada@example.org");
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in", Exact = true }).ClickAsync();
    }

    /// <summary>Texts that take more than one line.</summary>
    private static Task<string[]> BrokenWordsAsync(ILocator place) => place.EvaluateAsync<string[]>("""
        place => {
          const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT), range = document.createRange(), broken = [];
          while (texts.nextNode()) {
            range.selectNodeContents(texts.currentNode);
            const lines = new Set([...range.getClientRects()].map(piece => piece.top));
            if (texts.currentNode.data.trim() && lines.size > 1)
              broken.push(texts.currentNode.data);
          }
          return broken;
        }
        """);
}
