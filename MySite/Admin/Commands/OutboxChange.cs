using System.CommandLine;
using System.CommandLine.Parsing;
using MySite.Admin.Outbox;
using MySite.Data;
using MySite.Shared;
using MySite.Signals.Outbox;

namespace MySite.Admin.Commands;

/// <summary>A subcommand that does something to the deliveries that a person chooses.</summary>
internal sealed class OutboxChange : Command
{
    private readonly Argument<Guid[]> _ids = new("ID")
    {
        Description = "Deliveries that are dead or wait.",
        Arity = ArgumentArity.ZeroOrMore,
        CustomParser = Ids,
    };
    private readonly Option<bool> _all = new("--all") { Description = "All that are dead." };
    private readonly Option<string?> _receiver = new("--receiver") { Description = "All that are dead of one receiver." };

    public OutboxChange(string name, string description, string done, IServiceScopeFactory scopes, DeliveryAct act)
        : base(name, description)
    {
        Add(_ids);
        Add(_all);
        Add(_receiver);
        Validators.Add(OneChoice);
        SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = await scopes.CreatePreparedScopeAsync(cancellationToken);
            Guid[] ids = [.. parsed.GetValue(_ids)!.Distinct()];
            var messages = scope.ServiceProvider.GetRequiredService<SiteDbContext>().Set<OutboxMessage>();
            var changed = await scope.ServiceProvider.GetRequiredService<DeliveryChanges>().MakeAsync(
                act, Which(parsed, messages, ids), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"{Count.Of(changed, "delivery", "deliveries")} {done}.");
            var missing = ids.Length - changed;
            if (ids.Length == 0 || missing == 0)
                return 0;
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                $"{Count.Of(missing, "id")} not found among those that are dead or wait for their time.");
            return 1;
        });
    }

    public static void AtLeastOne(OptionResult option)
    {
        if (option.Tokens.Count > 0 && option.GetValueOrDefault<int>() < 1)
            option.AddError($"{option.Option.Name} must be at least 1.");
    }

    private static Guid[] Ids(ArgumentResult argument)
    {
        List<Guid> ids = [];
        foreach (var token in argument.Tokens)
            if (Guid.TryParse(token.Value, out var id))
                ids.Add(id);
            else
                argument.AddError($"{token.Value} is no ID.");
        return [.. ids];
    }

    private void OneChoice(CommandResult command)
    {
        bool[] choices =
        [
            command.GetResult(_ids) is { Tokens.Count: > 0 }, command.GetResult(_all) is { Implicit: false },
            command.GetResult(_receiver) is { Implicit: false },
        ];
        if (choices.Count(isMade => isMade) != 1)
            command.AddError($"Say which deliveries to {Name}: by ID, --receiver NAME or --all.");
    }

    private IQueryable<OutboxMessage> Which(ParseResult parsed, IQueryable<OutboxMessage> messages, Guid[] ids) => parsed switch
    {
        _ when parsed.GetValue(_all) => messages.Dead(),
        _ when parsed.GetValue(_receiver) is { } receiver => messages.Dead().Where(message => message.Receiver == receiver),
        _ => messages.Where(message => ids.Contains(message.Id)),
    };
}
