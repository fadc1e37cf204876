namespace MySite.Email;

internal sealed class MailNotSentException(string message, Exception? inner) : Exception(message, inner);
