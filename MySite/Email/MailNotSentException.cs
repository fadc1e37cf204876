namespace MySite.Email;

internal sealed class MailNotSentException(string message, string errorType, Exception? inner) : Exception(message, inner)
{
    /// <summary>What went wrong, in a word: the server's status, <c>timeout</c>, the name of an exception.</summary>
    public string ErrorType => errorType;
}
