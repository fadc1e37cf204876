using System.CommandLine;
using System.Globalization;
using MySite.Data;
using MySite.Shared;

namespace MySite.Polls;

internal sealed class SeedCommand : Command
{
    private readonly Option<int> _questions = Number("--questions", "How many questions to add.", unless: 100);
    private readonly Option<int> _choices = Number("--choices", "How many choices each of them gets.", unless: 3);

    public SeedCommand(IServiceScopeFactory scopes)
        : base("seed", "Fills the database with generated polls, to look at or to measure.")
    {
        Add(_questions);
        Add(_choices);
        SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = await scopes.CreatePreparedScopeAsync(cancellationToken);
            var (questions, choices) = (parsed.GetValue(_questions), parsed.GetValue(_choices));
            await scope.ServiceProvider.GetRequiredService<Seeder>().AddManyAsync(questions, choices, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"Added {Count.Of(questions, "question")} with {Count.Of(choices, "choice")} each.");
        });
    }

    private static Option<int> Number(string name, string description, int unless) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => unless,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number) && number > 0)
                return number;
            result.AddError($"{name} must be a number of at least 1.");
            return 0;
        },
    };
}
