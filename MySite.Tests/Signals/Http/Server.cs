namespace MySite.Tests.Signals.Http;

public enum Server
{
    Kestrel,
    TestServer,
}
