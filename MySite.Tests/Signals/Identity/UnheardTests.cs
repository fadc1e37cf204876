using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using MySite.Signals.Identity;

namespace MySite.Tests.Signals.Identity;

/// <summary>What account signals cost when nobody listens.</summary>
public sealed class UnheardTests
{
    [Fact]
    public async Task Nobody_listens_so_nothing_is_queried_and_no_transaction_begun_that_Identity_itself_would_not()
    {
        var plain = await CountAsync(services => services
            .AddScoped<UserManager<Member>, UserManager<Member>>()
            .AddScoped<SignInManager<Member>, SignInManager<Member>>()
            .Remove(services.First(service => service.ImplementationType == typeof(AccountSignalsCheck<Member>))));
        var signals = await CountAsync(_ => { });

        Assert.Equal(plain, signals);
        Assert.InRange(signals.Queries, 30, int.MaxValue);
    }

    private static async Task<(int Queries, int Transactions)> CountAsync(Action<IServiceCollection> more)
    {
        using var passkey = new SoftwarePasskey();
        var (queries, transactions) = (new CountedCommands(), new CountedTransactions());
        await using var host = await AccountHost.StartAsync(
            services =>
            {
                services.ConfigureDbContext<AccountContext>(options => options.AddInterceptors(queries, transactions));
                more(services);
            },
            records: false);
        var ann = await host.AddAsync("ann");
        await host.InScopeAsync(services =>
            services.GetRequiredService<RoleManager<IdentityRole>>().CreateAsync(new IdentityRole("author")));
        (queries.Count, transactions.Count) = (0, 0);

        await host.InUsersAsync(ann, async (users, member) =>
        {
            await users.ChangePasswordAsync(member, AccountHost.Password, AccountHost.NewPassword);
            await users.SetLockoutEndDateAsync(member, DateTimeOffset.MaxValue);
            await users.SetLockoutEndDateAsync(member, null);
            await users.AddToRoleAsync(member, "author");
            await users.RemoveFromRolesAsync(member, ["author"]);
            await users.AddClaimAsync(member, new Claim("level", "7"));
            await users.ReplaceClaimAsync(member, new Claim("level", "7"), new Claim("level", "8"));
            await users.RemoveClaimAsync(member, new Claim("level", "8"));
            await users.AddLoginAsync(member, new("Google", "ann-at-google", "Google"));
            await users.RemoveLoginAsync(member, "Google", "ann-at-google");
            await passkey.RegisterAsync(users, member);
        });
        var browser = host.NewBrowser();
        await browser.InRequestAsync(visit => visit.SignIn.PasswordSignInAsync("ann", "wrong", false, true));
        await browser.InRequestAsync(visit => visit.SignIn.PasswordSignInAsync("nobody", "wrong", false, true));
        await browser.InRequestAsync(visit => visit.SignIn.PasswordSignInAsync("ann", AccountHost.NewPassword, false, true));
        host.Clock.Advance(TimeSpan.FromHours(1));
        await browser.InRequestAsync(_ => Task.CompletedTask);
        var options = await browser.InRequestAsync(visit => visit.SignIn.MakePasskeyRequestOptionsAsync(null));
        await browser.InRequestAsync(visit => visit.SignIn.PasskeySignInAsync(passkey.Answer(options, ann)));
        await host.InUsersAsync(ann, (users, member) => users.RemovePasswordAsync(member));
        await browser.InRequestAsync(visit => visit.SignIn.SignOutAsync());
        await host.InUsersAsync(ann, (users, member) => users.DeleteAsync(member));
        return (queries.Count, transactions.Count);
    }
}
