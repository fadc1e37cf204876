using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MySite.Benchmarks;

/// <summary>Counts the rows that statements hand over.</summary>
internal sealed class RowCounter : DbCommandInterceptor
{
    public int Rows { get; private set; }

    public override InterceptionResult DataReaderDisposing(
        DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        Rows += eventData.ReadCount;
        return result;
    }
}
