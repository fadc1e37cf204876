using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MySite.Accounts;
using MySite.Admin.Permissions;
using MySite.Data;
using MySite.Signals;

namespace MySite.Admin.Users;

/// <summary>Saves what a form says about a user, all of it or nothing, through the manager.</summary>
internal sealed class UserEditor(
    SiteDbContext db, UserManager<User> users, GroupMembership groups, PermissionStore permissions,
    ISignalTransaction transaction, ISignalHub hub)
{
    public async Task<IdentityResult> SaveAsync(
        Guid id, UserInput input, ClaimsPrincipal editor, CancellationToken cancellationToken)
    {
        try
        {
            var result = await transaction.ExecuteAsync(
                (part, _) => SaveAsync(part, id, input, editor, cancellationToken), cancellationToken);
            db.ChangeTracker.Clear();
            return result;
        }
        catch (DbUpdateException)
        {
            // Somebody took the name or the address between the check and the update; a second check says which.
            db.ChangeTracker.Clear();
            var user = (await users.FindByIdAsync($"{id}"))!;
            Apply(input, user, editor);
            var errors = await users.FindErrorsAsync(user);
            db.ChangeTracker.Clear();
            if (errors.Count == 0)
                throw;
            return IdentityResult.Failed([.. errors]);
        }
    }

    private async Task<IdentityResult> SaveAsync(
        ISignalTransactionPart part, Guid id, UserInput input, ClaimsPrincipal editor, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var user = (await users.FindByIdAsync($"{id}"))!;
        var had = (user.IsActive, user.IsStaff, user.IsSuperuser);
        Apply(input, user, editor);
        if (had is { IsActive: true, IsSuperuser: true } && !(user.IsActive && user.IsSuperuser)
            && !await db.KeepsSuperuserBesidesAsync(user, hub, cancellationToken))
            return IdentityResult.Failed(new IdentityError { Code = "LastSuperuser", Description = Superusers.Last });

        var lost = (had.IsActive && !user.IsActive) || (had.IsStaff && !user.IsStaff) || (had.IsSuperuser && !user.IsSuperuser);
        var result = lost ? await users.UpdateSecurityStampAsync(user)
            : db.Entry(user).State == EntityState.Modified ? await users.UpdateAsync(user)
            : IdentityResult.Success;
        if (result.Succeeded)
            result = await groups.SetAsync(user, input.Groups, editor, cancellationToken);
        if (result.Succeeded)
            result = await permissions.SetAsync(user, input.Permissions, editor, cancellationToken);
        if (result.Succeeded)
            await part.CompleteAsync(CancellationToken.None);
        return result;
    }

    // Of themselves nobody can take a flag, and only superusers make superusers, whatever a form says.
    private static void Apply(UserInput input, User user, ClaimsPrincipal editor)
    {
        user.UserName = input.UserName;
        var email = string.IsNullOrWhiteSpace(input.Email) ? null : input.Email.Trim();
        if (user.Email != email)
            (user.Email, user.EmailConfirmed) = (email, false);
        user.TimeZone = KnownZones.Spelled(input.TimeZone);
        if (editor.Is(user))
            return;
        (user.IsActive, user.IsStaff) = (input.IsActive, input.IsStaff);
        if (editor.IsSuperuser())
            user.IsSuperuser = input.IsSuperuser;
    }
}
