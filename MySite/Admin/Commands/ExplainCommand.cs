using System.CommandLine;
using System.Reflection;
using MySite.Data;
using MySite.Shared;
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
            if (Unknown("signal", name, [.. Declared(), .. connections.Select(each => each.Signal.Name)]) is { } noSignal)
            {
                await error.WriteLineAsync(noSignal);
                return 1;
            }
            var senders = Senders(connections, scopes);
            if (senderName is not null && Unknown("sender", senderName, senders.Select(each => each.Key)) is { } noSender)
            {
                await error.WriteLineAsync(noSender);
                return 1;
            }
            await output.WriteLineAsync(Text(
                name, senderName, [.. connections.Where(each => each.Signal.Name == name)],
                senderName is null ? null : senders[senderName].First()));
            return 0;
        });
    }

    private static string Text(string name, string? senderName, SignalConnection[] connections, object? sender)
    {
        var from = senderName is null ? "" : $" from {senderName}";
        if (connections.Length == 0)
            return $"Nobody listens to {name}.";
        SignalVerdict[] verdicts =
        [
            .. connections.Select(each => SignalVerdict.Of(each, sender)).OrderByDescending(verdict => verdict.Runs)
                .ThenBy(verdict => verdict.Connection.Phase)
                .ThenBy(verdict => SignalVerdict.Generation(verdict.Connection, sender)),
        ];
        var rows = verdicts.Select((verdict, place) => (string[])
        [
            verdict.Runs ? SignalRow.PriorityOf(place + 1) : SignalRow.Nothing, verdict.Connection.Receiver,
            $"{verdict.Connection.Phase}", verdict.Text, SignalRow.Of(verdict.Connection).Place,
        ]);
        var run = $"{verdicts.Count(verdict => verdict.Runs)} of {Count.Of(verdicts.Length, "receiver")}";
        return string.Join(Environment.NewLine,
            $"{name}{from}: {run} would run, if no scope of Mute or Only is open then.",
            "", TextTable.Of([["#", "RECEIVER", "PHASE", "ANSWER", "CONNECTED AT"], .. rows]));
    }

    private static string? Unknown(string what, string name, IEnumerable<string> known)
    {
        string[] names = [.. known.Distinct().Order(StringComparer.Ordinal)];
        if (names.Contains(name))
            return null;
        var guess = NearestName.Of(name, names) is { } near ? $" Did you mean {near}?" : "";
        return $"There is no {what} {name}.{guess} There are: {string.Join(", ", names)}.";
    }

    // Signals that nobody listens to are known by the fields that hold them.
    private static IEnumerable<string> Declared() => typeof(Signal).Assembly.GetTypes()
        .Where(type => !type.ContainsGenericParameters)
        .SelectMany(type => type.GetFields(Static)).Where(field => field.FieldType.IsAssignableTo(typeof(Signal)))
        .Select(field => ((Signal)field.GetValue(null)!).Name)
        .Append(ModelSignals.BulkChanged<object>().Name).Append(ModelSignals.PostInit<object>().Name);

    private static ILookup<string, object> Senders(IEnumerable<SignalConnection> connections, IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        var entities = scope.ServiceProvider.GetRequiredService<SiteDbContext>().Model.GetEntityTypes()
            .Where(type => !type.HasSharedClrType).Select(type => type.ClrType);
        return connections.Select(each => each.Sender ?? each.Signal.DefaultSender).OfType<object>().Concat(entities).Distinct()
            .ToLookup(sender => sender is Type type ? ReceiverName.Of(type) : sender.ToString()!);
    }
}
