using MySite;
using MySite.Accounts;
using MySite.Admin;
using MySite.Data;
using MySite.Email;
using MySite.Polls;
using MySite.Signals.Diagnostics;
using MySite.Toolbar;

try
{
    var builder = SiteHost.CreateBuilder(args);
    builder.Services.AddSite();
    builder.Services.AddSignalMonitor();
    builder.Services.AddTelemetry(builder.Configuration);
    builder.Services.AddData(builder.Configuration, builder.Environment);
    builder.Services.AddEmail();
    builder.Services.AddAccounts(builder.Configuration);
    builder.Services.AddPolls();
    builder.Services.AddAdmin();
    builder.Services.AddToolbar(builder.Configuration, builder.Environment);

    var app = builder.Build();
    _ = app.Services.BuildModelEarly();
    app.UseToolbar();
    app.UseSite();
    app.MapSite();
    return await app.RunSiteAsync(args);
}
catch (Exception error) when (WrongSetting.Describe(error) is { } line)
{
    await Console.Error.WriteLineAsync(line);
    return 1;
}
