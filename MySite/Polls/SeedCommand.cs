using System.CommandLine;
using MySite.Data;

namespace MySite.Polls;

internal sealed class SeedCommand : Command
{
    private readonly Option<int> _questions = new("--questions")
    {
        Description = "How many questions to add.",
        DefaultValueFactory = _ => 100,
    };

    private readonly Option<int> _choices = new("--choices")
    {
        Description = "How many choices each of them gets.",
        DefaultValueFactory = _ => 3,
    };

    public SeedCommand(IServiceScopeFactory scopes)
        : base("seed", "Fills the database with generated polls, to look at or to measure.")
    {
        Add(_questions);
        Add(_choices);
        _questions.Validators.Add(result => Positive(result, result.GetValue(_questions)));
        _choices.Validators.Add(result => Positive(result, result.GetValue(_choices)));
        SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().PrepareAsync(cancellationToken);
            var (questions, choices) = (parsed.GetValue(_questions), parsed.GetValue(_choices));
            await scope.ServiceProvider.GetRequiredService<Seeder>().AddManyAsync(questions, choices, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"Added {questions} questions with {choices} choices each.");
        });
    }

    private static void Positive(System.CommandLine.Parsing.OptionResult result, int value)
    {
        if (value < 1)
            result.AddError($"{result.Option.Name} must be at least 1.");
    }
}
