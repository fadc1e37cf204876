using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Tests.Signals.EntityFramework;

/// <summary>The statements that a context sends.</summary>
internal sealed class CountedCommands : DbCommandInterceptor
{
    public List<string> Texts { get; } = [];

    public IEnumerable<string> Queries => Texts.Where(text => text.StartsWith("SELECT", StringComparison.Ordinal));

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        Texts.Add(result.CommandText);
        return result;
    }
}
