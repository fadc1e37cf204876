using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using MySite.Data;

namespace MySite.Accounts;

/// <summary>What each log-in asks the database, translated once. Not static, as a translation is for one model.</summary>
internal sealed class AccountQueries
{
    private readonly Func<SiteDbContext, string, CancellationToken, Task<User?>> _byName = EF.CompileAsyncQuery(
        (SiteDbContext db, string name, CancellationToken _) => db.Users.FirstOrDefault(user => user.NormalizedUserName == name));

    private readonly Func<SiteDbContext, string, CancellationToken, Task<User?>> _byEmail = EF.CompileAsyncQuery(
        (SiteDbContext db, string email, CancellationToken _) => db.Users.SingleOrDefault(user => user.NormalizedEmail == email));

    private readonly Func<SiteDbContext, Guid, IAsyncEnumerable<Claim>> _claims = EF.CompileAsyncQuery(
        (SiteDbContext db, Guid id) => db.UserClaims.Where(claim => claim.UserId == id).Select(claim => claim.ToClaim()));

    private readonly Func<SiteDbContext, Guid, IAsyncEnumerable<string>> _roles = EF.CompileAsyncQuery(
        (SiteDbContext db, Guid id) => db.UserRoles.Where(member => member.UserId == id)
            .Join(db.Roles, member => member.RoleId, role => role.Id, (_, role) => role.Name!));

    private readonly Func<SiteDbContext, Guid, CancellationToken, Task<string?>> _displayName = EF.CompileAsyncQuery(
        (SiteDbContext db, Guid id, CancellationToken _) => db.Set<Profile>().Where(profile => profile.UserId == id)
            .Select(profile => profile.DisplayName).SingleOrDefault());

    public Task<User?> ByNameAsync(SiteDbContext db, string normalizedName, CancellationToken cancellationToken) =>
        _byName(db, normalizedName, cancellationToken);

    public Task<User?> ByEmailAsync(SiteDbContext db, string normalizedEmail, CancellationToken cancellationToken) =>
        _byEmail(db, normalizedEmail, cancellationToken);

    public ValueTask<List<Claim>> ClaimsAsync(SiteDbContext db, Guid id, CancellationToken cancellationToken) =>
        _claims(db, id).ToListAsync(cancellationToken);

    public ValueTask<List<string>> RolesAsync(SiteDbContext db, Guid id, CancellationToken cancellationToken) =>
        _roles(db, id).ToListAsync(cancellationToken);

    public Task<string?> DisplayNameAsync(SiteDbContext db, Guid id, CancellationToken cancellationToken) =>
        _displayName(db, id, cancellationToken);
}
