using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Tests.Support;

internal static class ManyServices
{
    /// <summary>
    /// EF Core refuses a program its twenty-first set of services, and all tests together replace more of them than any one
    /// program does. The allowance is part of a set, so every context of the tests has it.
    /// </summary>
    public static DbContextOptionsBuilder AllowManyServices(this DbContextOptionsBuilder options) =>
        options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning));
}
