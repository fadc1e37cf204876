using Microsoft.AspNetCore.Identity;

namespace MySite.Tests.Signals.Identity;

public sealed class Member : IdentityUser;
