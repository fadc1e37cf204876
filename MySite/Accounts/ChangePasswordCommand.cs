using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using MySite.Accounts.Passwords;
using MySite.Data;

namespace MySite.Accounts;

/// <summary>Django's <c>changepassword</c>: for somebody else's account, without the old password.</summary>
internal sealed class ChangePasswordCommand : Command
{
    private readonly Argument<string?> _userName = new("username")
    {
        Description = "Whose; if not given, the operating system's user.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _password = new("--password")
    {
        Description = "Or MYSITE_PASSWORD, which other users of the machine cannot see.",
    };

    public ChangePasswordCommand(IServiceScopeFactory scopes, IConfiguration settings)
        : base("changepassword", "Gives a user another password and ends that user's sessions; asks for what is not given.")
    {
        Add(_userName);
        Add(_password);
        SetAction(async (parsed, cancellationToken) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            await using var scope = await scopes.CreatePreparedScopeAsync(cancellationToken);
            var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
            var name = parsed.GetValue(_userName) ?? Environment.UserName;
            if (await users.FindByNameAsync(name) is not { } user)
            {
                await error.WriteLineAsync($"There is no user {name}.");
                return 1;
            }

            var password = parsed.GetValue(_password) ?? settings["MYSITE_PASSWORD"]
                ?? Prompt.AskSecretTwice($"New password for {user}");
            if (password is null)
                return 1;
            var result = await scope.ServiceProvider.GetRequiredService<NewPassword>().SetAsync(user.Id, password, async found =>
                await users.ResetPasswordAsync(found, await users.GeneratePasswordResetTokenAsync(found), password));
            // Identity's rules and the site's own may find the same fault.
            foreach (var description in result.Errors.Select(fault => fault.Description).Distinct())
                await error.WriteLineAsync(description);
            if (result.Succeeded)
                await output.WriteLineAsync($"{user} has another password now.");
            return result.Succeeded ? 0 : 1;
        });
    }
}
