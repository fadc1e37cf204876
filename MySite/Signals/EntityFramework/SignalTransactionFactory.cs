using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace MySite.Signals.EntityFramework;

/// <summary>Wraps the transactions that the provider's own factory makes.</summary>
internal sealed class SignalTransactionFactory(
    IRelationalTransactionFactory inner, RelationalTransactionFactoryDependencies dependencies) : IRelationalTransactionFactory
{
    public RelationalTransaction Create(
        IRelationalConnection connection, DbTransaction transaction, Guid transactionId,
        IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger, bool transactionOwned) =>
        new SignalDbTransaction(
            inner.Create(connection, transaction, transactionId, logger, transactionOwned),
            connection, transaction, logger, transactionOwned, dependencies.SqlGenerationHelper);
}
