using System.Globalization;

namespace MySite.Benchmarks.Sites;

/// <summary>What a person chose after the name of a program: <c>--seconds 2</c>.</summary>
internal sealed class Choices
{
    private readonly Dictionary<string, int> _numbers;

    /// <param name="words">The words.</param>
    /// <param name="defaults">Every choice that there is, with what holds if nobody chooses.</param>
    public Choices(string[] words, params IEnumerable<(string Name, int Number)> defaults)
    {
        _numbers = defaults.ToDictionary(choice => choice.Name, choice => choice.Number);
        foreach (var pair in words.Chunk(2))
        {
            var name = pair[0].TrimStart('-');
            if (!_numbers.ContainsKey(name) || pair is not [_, var text]
                || !int.TryParse(text, CultureInfo.InvariantCulture, out var number) || number < 1)
                throw new ArgumentException($"{pair[0]} is none of {string.Join(", ", _numbers.Keys.Select(key => $"--{key} N"))}.");
            _numbers[name] = number;
        }
    }

    public int this[string name] => _numbers[name];
}
