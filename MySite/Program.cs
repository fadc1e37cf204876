using MySite;
using MySite.Accounts;
using MySite.Admin;
using MySite.Data;
using MySite.Polls;

try
{
    var builder = SiteHost.CreateBuilder(args);
    builder.Services.AddSite();
    builder.Services.AddData(builder.Configuration, builder.Environment);
    builder.Services.AddAccounts();
    builder.Services.AddPolls();
    builder.Services.AddAdmin();

    var app = builder.Build();
    app.UseSite();
    app.MapSite();
    await app.RunAsync();
    return 0;
}
catch (Exception error) when (WrongSetting.Describe(error) is { } line)
{
    await Console.Error.WriteLineAsync(line);
    return 1;
}
