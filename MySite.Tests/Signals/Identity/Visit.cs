using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace MySite.Tests.Signals.Identity;

/// <summary>One request of a browser, seen from inside.</summary>
internal sealed record Visit(HttpContext Context)
{
    internal UserManager<Member> Users => Context.RequestServices.GetRequiredService<UserManager<Member>>();

    internal SignInManager<Member> SignIn => Context.RequestServices.GetRequiredService<SignInManager<Member>>();

    internal bool IsSignedIn => Context.User.Identity!.IsAuthenticated;

    internal async Task<Member> FindAsync(string userName) =>
        Assert.IsType<Member>(await Users.FindByNameAsync(userName));
}
