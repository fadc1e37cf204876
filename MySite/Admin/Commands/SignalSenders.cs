using MySite.Signals;

namespace MySite.Admin.Commands;

/// <summary>Who may send, by the names that people say. Two types of one short name are told apart by their full ones.</summary>
internal sealed class SignalSenders(IReadOnlyList<object> senders)
{
    /// <param name="name">What was said.</param>
    /// <param name="sender">Who that is.</param>
    /// <returns>Why it is nobody, or not clear who; <see langword="null"/> if it is.</returns>
    public string? Find(string name, out object? sender)
    {
        object[] found = [.. senders.Where(each => NamesOf(each).Contains(name))];
        sender = found is [var only] ? only : null;
        return found.Length switch
        {
            0 => NearestName.Unknown("sender", name, senders.Select(each => NamesOf(each)[0])),
            1 => null,
            _ => $"{name} may be {string.Join(" or ", found.Select(each => NamesOf(each)[^1]))}. Say which.",
        };
    }

    private static string[] NamesOf(object sender) => sender is Type type
        ? [ReceiverName.Of(type), type.FullName ?? type.Name]
        : [sender.ToString()!];
}
