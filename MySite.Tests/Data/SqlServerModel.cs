using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using MySite.Data;

namespace MySite.Tests.Data;

/// <summary>The site's schema as SQL Server's own tools understand it, without a server.</summary>
internal static class SqlServerModel
{
    public static TSqlModel Load(SiteDbContext db)
    {
        var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var statement in StatementsOf(db.Database.GenerateCreateScript()))
            model.AddObjects(statement);
        return model;
    }

    public static IReadOnlyList<string> MessagesOf(TSqlModel model) =>
        model.Validate().Select(message => message.ToString()).ToList();

    public static IReadOnlyList<string> SyntaxErrorsIn(string script)
    {
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);
        return errors.Select(error => $"{error.Line}: {error.Message}").ToList();
    }

    private static IEnumerable<string> StatementsOf(string script)
    {
        var parsed = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true)
            .Parse(new StringReader(script), out _);
        return parsed.Batches.SelectMany(batch => batch.Statements)
            .Select(statement => script.Substring(statement.StartOffset, statement.FragmentLength));
    }
}
