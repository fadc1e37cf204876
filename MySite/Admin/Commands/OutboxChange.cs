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
    private readonly Option<string?> _receiver = new("--receiver")
    {
        Description = "All of one receiver that are dead, or in the state that --state names.",
    };
    private readonly Option<DeliveryState?> _state = new("--state")
    {
        Description = "All that are in this state: pending, retry or dead.",
        CustomParser = FreeState,
    };

    public OutboxChange(
        string name, string description, string done, IServiceScopeFactory scopes, TimeProvider clock, DeliveryAct act)
        : base(name, description)
    {
        Add(_ids);
        Add(_all);
        Add(_receiver);
        Add(_state);
        Validators.Add(OneChoice);
        SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = await scopes.CreatePreparedScopeAsync(cancellationToken);
            Guid[] ids = [.. parsed.GetValue(_ids)!.Distinct()];
            var messages = scope.ServiceProvider.GetRequiredService<SiteDbContext>().Set<OutboxMessage>();
            var changed = await scope.ServiceProvider.GetRequiredService<DeliveryChanges>().MakeAsync(
                act, Which(parsed, messages, ids, clock.GetUtcNow()), cancellationToken);
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

    private static DeliveryState? FreeState(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        var state = DeliveryStateText.Read(text);
        if (state is DeliveryState.Running or DeliveryState.Done)
            argument.AddError($"Deliveries that are {text} stay as they are: --state is pending, retry or dead.");
        else if (state is null)
            argument.AddError($"There is no state {text}: --state is pending, retry or dead.");
        return state;
    }

    private void OneChoice(CommandResult command)
    {
        bool[] choices =
        [
            command.GetResult(_ids) is { Tokens.Count: > 0 }, command.GetResult(_all) is { Implicit: false },
            command.GetResult(_receiver) is { Implicit: false } || command.GetResult(_state) is { Implicit: false },
        ];
        if (choices.Count(isMade => isMade) != 1)
            command.AddError($"Say which deliveries to {Name}: by ID, --receiver NAME, --state NAME or --all.");
    }

    private IQueryable<OutboxMessage> Which(
        ParseResult parsed, IQueryable<OutboxMessage> messages, Guid[] ids, DateTimeOffset now)
    {
        if (ids.Length > 0)
            return messages.Where(message => ids.Contains(message.Id));
        messages = messages.In(parsed.GetValue(_state) ?? DeliveryState.Dead, now);
        return parsed.GetValue(_receiver) is { } receiver ? messages.OfReceiver(receiver) : messages;
    }
}
