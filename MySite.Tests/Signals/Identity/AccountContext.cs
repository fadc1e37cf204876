using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace MySite.Tests.Signals.Identity;

internal sealed class AccountContext(DbContextOptions<AccountContext> options) : IdentityDbContext<Member>(options);
