using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MySite.Admin.Permissions;
using MySite.Data;
using MySite.Signals;

namespace MySite.Admin.Groups;

/// <summary>Saves what a form says about a group, all of it or nothing, through the manager.</summary>
internal sealed class GroupEditor(
    SiteDbContext db, RoleManager<IdentityRole<Guid>> groups, PermissionStore permissions, IdentityErrorDescriber errors,
    ISignalTransaction transaction)
{
    public Task<IdentityResult> AddAsync(
        Guid id, GroupInput input, ClaimsPrincipal editor, CancellationToken cancellationToken) =>
        SaveAsync(id, input, editor, async name =>
        {
            var group = new IdentityRole<Guid>(name) { Id = id };
            return (group, await groups.CreateAsync(group));
        }, cancellationToken);

    public Task<IdentityResult> ChangeAsync(
        Guid id, GroupInput input, ClaimsPrincipal editor, CancellationToken cancellationToken) =>
        SaveAsync(id, input, editor, async name =>
        {
            var group = (await groups.FindByIdAsync($"{id}"))!;
            if (group.Name == name)
                return (group, IdentityResult.Success);
            group.Name = name;
            return (group, await groups.UpdateAsync(group));
        }, cancellationToken);

    private async Task<IdentityResult> SaveAsync(
        Guid id, GroupInput input, ClaimsPrincipal editor,
        Func<string, Task<(IdentityRole<Guid> Group, IdentityResult Result)>> save, CancellationToken cancellationToken)
    {
        var name = input.Name.Trim();
        try
        {
            return await transaction.ExecuteAsync(async (part, _) =>
            {
                db.ChangeTracker.Clear();
                var (group, result) = await save(name);
                if (result.Succeeded)
                    result = await permissions.SetAsync(group, input.Permissions, editor, cancellationToken);
                if (result.Succeeded)
                    await part.CompleteAsync(CancellationToken.None);
                return result;
            }, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Somebody took the name between the check and the save.
            var key = groups.NormalizeKey(name);
            if (!await db.Roles.AnyAsync(other => other.NormalizedName == key && other.Id != id, cancellationToken))
                throw;
            return IdentityResult.Failed(errors.DuplicateRoleName(name));
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
