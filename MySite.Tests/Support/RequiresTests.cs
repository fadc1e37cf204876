namespace MySite.Tests.Support;

public sealed class RequiresTests
{
    private const string Sentence = "/usr/bin/nothing is missing; install the package nothing.";

    [Fact]
    public void What_is_there_lets_the_test_go_on() => Requires.That(present: true, Sentence, inCi: true);

    [Fact]
    public void What_is_missing_skips_the_test_with_a_sentence_on_a_developers_machine()
    {
        var outcome = Outcome(inCi: false);

        Assert.Equal("$XunitDynamicSkip$" + Sentence, outcome.Message);
    }

    [Fact]
    public void What_is_missing_fails_the_test_in_ci()
    {
        var outcome = Outcome(inCi: true);

        Assert.IsType<Xunit.Sdk.FailException>(outcome);
        Assert.Equal(Sentence, outcome.Message);
    }

    private static Exception Outcome(bool inCi)
    {
        try
        {
            Requires.That(present: false, Sentence, inCi);
            throw new InvalidOperationException("The test would have gone on.");
        }
        catch (Exception outcome)
        {
            return outcome;
        }
    }
}
