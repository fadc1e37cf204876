using System.CommandLine;
using System.Reflection;
using MySite.Data;
using MySite.Signals;
using MySite.Signals.EntityFramework;

namespace MySite.Admin.Commands;

/// <summary>Says which receivers would run for a signal and a sender, and why the others would not.</summary>
internal sealed class ExplainCommand : Command
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly Argument<string> _signal = new("SIGNAL") { Description = "Its name: post_save." };
    private readonly Option<string?> _sender = new("--sender") { Description = "Who sends: User. Without it, anybody." };

    public ExplainCommand(ISignalHub hub, IServiceScopeFactory scopes)
        : base("explain", "Says which receivers would run for a signal and a sender, in order, and why the others would not.")
    {
        Add(_signal);
        Add(_sender);
        SetAction(async (parsed, _) =>
        {
            var (name, senderName) = (parsed.GetValue(_signal)!, parsed.GetValue(_sender));
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var connections = hub.Connections;
            object? sender = null;
            var unknown = NearestName.Unknown("signal", name, [.. Declared(), .. connections.Select(each => each.Signal.Name)])
                ?? (senderName is null ? null : new SignalSenders(Senders(connections, scopes)).Find(senderName, out sender));
            if (unknown is not null)
            {
                await error.WriteLineAsync(unknown);
                return 1;
            }
            await output.WriteLineAsync(SignalExplanation.Of(
                name, senderName, [.. connections.Where(each => each.Signal.Name == name)], sender));
            return 0;
        });
    }

    // Signals that nobody listens to are known by the fields that hold them.
    private static IEnumerable<string> Declared() => typeof(Signal).Assembly.GetTypes()
        .Where(type => !type.ContainsGenericParameters)
        .SelectMany(type => type.GetFields(Static)).Where(field => field.FieldType.IsAssignableTo(typeof(Signal)))
        .Select(field => ((Signal)field.GetValue(null)!).Name)
        .Append(ModelSignals.BulkChanged<object>().Name).Append(ModelSignals.PostInit<object>().Name);

    private static object[] Senders(IEnumerable<SignalConnection> connections, IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        var entities = scope.ServiceProvider.GetRequiredService<SiteDbContext>().Model.GetEntityTypes()
            .Where(type => !type.HasSharedClrType).Select(type => type.ClrType);
        return
        [
            .. connections.Select(each => each.Sender ?? each.Signal.DefaultSender).OfType<object>().Concat(entities).Distinct(),
        ];
    }
}
