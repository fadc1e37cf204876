using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using MySite.Data;

namespace MySite.Accounts;

/// <summary>Django's <c>createsuperuser</c>: takes what is given, then the environment's, and asks for the rest.</summary>
internal sealed class CreateSuperuserCommand : Command
{
    private readonly Option<string?> _userName = new("--username") { Description = "Or MYSITE_SUPERUSER_USERNAME." };
    private readonly Option<string?> _email = new("--email") { Description = "Or MYSITE_SUPERUSER_EMAIL." };
    private readonly Option<string?> _password = new("--password")
    {
        Description = "Or MYSITE_SUPERUSER_PASSWORD, which other users of the machine cannot see.",
    };

    public CreateSuperuserCommand(IServiceScopeFactory scopes, IConfiguration settings, TimeProvider clock)
        : base("createsuperuser", "Creates a user who may do everything; asks for what is not given.")
    {
        Add(_userName);
        Add(_email);
        Add(_password);
        SetAction(async (parsed, cancellationToken) =>
        {
            var user = new User(clock.GetUtcNow())
            {
                IsStaff = true,
                IsSuperuser = true,
                UserName = Answer(parsed.GetValue(_userName), "USERNAME", "User name", Prompt.Ask),
                Email = Answer(parsed.GetValue(_email), "EMAIL", "E-mail", Prompt.Ask),
            };
            var password = Answer(parsed.GetValue(_password), "PASSWORD", "Password", Prompt.AskSecretTwice);
            if (password is null)
                return 1;

            await using var scope = await scopes.CreatePreparedScopeAsync(cancellationToken);
            var db = scope.ServiceProvider.GetRequiredService<SiteDbContext>();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
            var errors = (await users.FindErrorsAsync(user, password)).ToArray();
            if (errors.Length == 0)
                errors = [.. await users.TryCreateAsync(db, user, password)];
            // Identity's rules and the site's own may find the same fault.
            foreach (var description in errors.Select(error => error.Description).Distinct())
                await parsed.InvocationConfiguration.Error.WriteLineAsync(description);
            if (errors.Length > 0)
                return 1;
            await parsed.InvocationConfiguration.Output.WriteLineAsync("Superuser created.");
            return 0;
        });

        string? Answer(string? given, string variable, string label, Func<string, string?> ask) =>
            given ?? settings[$"MYSITE_SUPERUSER_{variable}"] ?? ask(label);
    }
}
