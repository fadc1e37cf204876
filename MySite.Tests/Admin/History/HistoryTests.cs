using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MySite.Accounts;
using MySite.Admin.History;
using MySite.Admin.Permissions;
using MySite.Data;
using MySite.Polls;
using MySite.Tests.Support;

namespace MySite.Tests.Admin.History;

/// <summary>What the tests of the history share.</summary>
public abstract class HistoryTests(DatabaseServer server) : SiteTests(server)
{
    private protected Question Poll(string text = "What's up?", params string[] choices)
    {
        var question = new Question(text, Now);
        question.Choices.AddRange(choices.Select(choice => new Choice(choice)));
        return question;
    }

    private protected async Task<Question> SavedAsync(Question question)
    {
        await SaveAsync(question);
        return question;
    }

    private protected Task ChangeAsync(int id, Action<Question> change) => InScopeAsync(async db =>
    {
        change(await db.Set<Question>().Include(q => q.Choices.OrderBy(c => c.Id)).Include(q => q.Tags)
            .SingleAsync(q => q.Id == id, Cancel));
        return await db.SaveChangesAsync(Cancel);
    });

    private protected Task DeleteAsync<T>(object id)
        where T : class => InScopeAsync(async db =>
        {
            db.Remove((await db.FindAsync<T>([id], Cancel))!);
            return await db.SaveChangesAsync(Cancel);
        });

    /// <summary>What was written of polls; the staff of the tests have a history too.</summary>
    private protected Task<List<LogEntry>> LogAsync() => InScopeAsync(db => db.Set<LogEntry>().AsNoTracking()
        .Where(entry => entry.Model.StartsWith("polls.")).OrderBy(entry => entry.Id).ToListAsync(Cancel));

    /// <summary>All that was written, a line each: <c>Changed polls.choice 'x' of 'y': Votes: 3 → 4</c>.</summary>
    private protected async Task<string[]> LinesAsync(int skip = 0) =>
        [.. (await LogAsync()).Skip(skip).Select(entry => string.Create(CultureInfo.InvariantCulture,
            $"{entry.Action} {entry.Model} '{entry.ObjectText}'{(entry.ParentId is null ? "" : $" of '{entry.ParentText}'")}: {
                string.Join(", ", LogJson.Read(entry.Changes).Select(change =>
                    LogText.Of(entry.Action, change, TimeZoneInfo.Utc)))}"))];

    /// <summary>A member of staff with these permissions, or with all.</summary>
    private protected async Task<Visitor> StaffAsync(string name, params string[] permissions)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var (services, db) = (scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<SiteDbContext>());
        var user = new User
        {
            Id = Guid.CreateVersion7(Now),
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            SecurityStamp = name,
            DateJoined = Now,
            IsStaff = true,
            IsSuperuser = permissions is ["*"],
        };
        db.Add(user);
        db.AddRange(permissions.Select(permission => new IdentityUserClaim<Guid>
        {
            UserId = user.Id,
            ClaimType = PermissionClaim.Type,
            ClaimValue = permission,
        }));
        await db.SaveChangesAsync(Cancel);

        var scheme = IdentityConstants.ApplicationScheme;
        var ticket = new AuthenticationTicket(
            await services.GetRequiredService<IUserClaimsPrincipalFactory<User>>().CreateAsync(user),
            new AuthenticationProperties { IssuedUtc = Now }, scheme);
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
        var cookies = new CookieContainer();
        var address = new Uri("http://localhost");
        cookies.Add(address, new Cookie(options.Cookie.Name!, options.TicketDataFormat.Protect(ticket)));
        return new Visitor(Site.CreateDefaultClient(address, new CookieContainerHandler(cookies)));
    }

    private protected static string HistoryOf(Question question) => $"/admin/polls/question/{question.Id}/history/";

    /// <summary>The rows of the page's table, what they say of who, from where and what.</summary>
    private protected static string[] RowsOf(IHtmlDocument page) => [.. page.QuerySelectorAll(".history tbody tr").Select(row =>
        string.Join(" | ", row.Children.Skip(1).Take(3).Select(cell =>
            string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))))];

    private protected static Task<HttpResponseMessage> PressAsync(
        Visitor visitor, IHtmlDocument page, string button, int which = 0) =>
        visitor.SubmitAsync(page.Forms.Where(form =>
            form.QuerySelector("button")?.TextContent == button && form.Matches(".history form")).ElementAt(which));
}
