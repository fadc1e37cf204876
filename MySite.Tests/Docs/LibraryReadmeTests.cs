using System.Reflection;
using System.Text.RegularExpressions;
using MySite.Signals;
using MySite.Signals.EntityFramework;
using MySite.Signals.Http;
using MySite.Signals.Identity;
using MySite.Tests.Support;

namespace MySite.Tests.Docs;

/// <summary>The library's README misses nothing, and could lie in any other house.</summary>
public sealed partial class LibraryReadmeTests
{
    private static readonly string Readme = Repository.Read("MySite/Signals/README.md");

    [Theory]
    [InlineData(typeof(AccountSignals))]
    [InlineData(typeof(RequestSignals))]
    public void Every_signal_that_a_source_raises_is_in_it(Type source)
    {
        var signals = source.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<Signal>().ToArray();

        Assert.NotEmpty(signals);
        Assert.All(signals, signal => Assert.Contains($"| [`{signal.Name}`](", Readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_model_signal_is_in_it() => Assert.All(
        typeof(ModelSignals).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly),
        method => Assert.Contains($"`{method.Name}<", Readme, StringComparison.Ordinal));

    [Fact]
    public void Every_way_to_connect_is_in_it() => Assert.All(
        typeof(SignalConnector<>).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly),
        method => Assert.Contains(method.Name, Readme, StringComparison.Ordinal));

    [Fact]
    public void It_names_nothing_of_the_site() => Assert.Empty(NamesOfTheSite.Matches(Readme));

    [GeneratedRegex(@"SiteDbContext|\b(Polls|Accounts|Admin|Email|VoteCast|Question|Choice)\b|MySite\.(?!Signals)|\.\./")]
    private static partial Regex NamesOfTheSite { get; }
}
