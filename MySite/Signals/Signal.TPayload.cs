using System.Text.Json.Serialization.Metadata;
using MySite.Signals.Outbox;

namespace MySite.Signals;

/// <summary>A signal whose receivers are given a <typeparamref name="TPayload"/>.</summary>
/// <typeparam name="TPayload">A small immutable record or struct that says what happened, with ids and values.</typeparam>
/// <example>
/// <code>
/// internal static class PollSignals
/// {
///     public static readonly Signal&lt;VoteCast&gt; VoteCast = new("vote_cast");
/// }
/// </code>
/// </example>
/// <remarks>Django's <c>Signal()</c>, with the arguments that it dropped in 4.0 given back as a type.</remarks>
public sealed class Signal<TPayload> : Signal
{
    private Topic<TPayload>? _shortcut;

    /// <summary>Creates a signal.</summary>
    /// <param name="name">Its name, in Django's spelling: lower case with underscores.</param>
    /// <param name="json">
    /// How the payload is stored and read back, from a <c>JsonSerializerContext</c>. Needed only for durable receivers.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public Signal(string name, JsonTypeInfo<TPayload>? json = null)
        : base(name, typeof(TPayload), defaultSender: null) => Stored = json is null ? null : PayloadVersions.First(json);

    /// <summary>Creates a signal whose payload has been stored in other forms before.</summary>
    /// <param name="name">Its name, in Django's spelling: lower case with underscores.</param>
    /// <param name="stored">The forms, oldest first; what is stored in an old one is upgraded when it is read.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public Signal(string name, PayloadVersions<TPayload> stored)
        : base(name, typeof(TPayload), defaultSender: null)
    {
        ArgumentNullException.ThrowIfNull(stored);
        Stored = stored;
    }

    internal Signal(string name, Type defaultSender)
        : base(name, typeof(TPayload), defaultSender)
    {
    }

    internal PayloadVersions<TPayload>? Stored { get; }

    /// <summary>
    /// The topic of the hub that was changed last, which in most processes is the only one: found without its table.
    /// </summary>
    internal ref Topic<TPayload>? Shortcut => ref _shortcut;
}
