using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using MySite.Benchmarks;
using MySite.Benchmarks.Budgets;
using MySite.Benchmarks.Growth;
using MySite.Benchmarks.Sites;
using Perfolizer.Horology;

if (args is [not ['-', ..], .., "--help"])
    return await WholeSite.RunAsync(["--help"]);
if (args is ["admin-lists"])
    return await AdminListBenchmarks.RunAsync();
if (args is ["site-watched", .. var watched])
    return await SiteWatched.RunAsync(watched);
if (args is ["site", .. var measured])
    return await WholeSite.RunAsync(measured);
if (args is ["accounts", .. var people])
    return await WholeSite.AccountsAsync(people);
if (args is ["hub", .. var signalled])
    return await WholeSite.HubAsync(signalled);
if (args is ["budgets", .. var accepted])
    return await BudgetCheck.RunAsync(accepted);
if (args is ["growth", .. var grown])
    return await GrowthRun.RunAsync(grown);
if (args is ["first-response", .. var started])
    return await WholeSite.FirstResponseAsync(started);
if (args is [Floor.Word, var database, var pages])
    return await Floor.RunAsync(database, pages);
if (args is ["live-viewers", .. var viewed])
    return await LiveViewers.RunAsync(viewed);
if (args is ["account-timing", .. var timed])
    return await AccountTiming.RunAsync(timed);

// Short iterations, but enough of them for a shared machine, after seconds in which a save is compiled anew.
// The generated program is not held to this project's rules.
var job = Job.Default
    .WithArguments([new MsBuildArgument("/p:TreatWarningsAsErrors=false;MSBuildTreatWarningsAsErrors=false")])
    .WithWarmupCount(40)
    .WithIterationCount(15)
    .WithIterationTime(TimeInterval.FromMilliseconds(150));
var config = DefaultConfig.Instance
    .AddJob(job)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumn(StatisticColumn.Min)
    .HideColumns(Column.Arguments, Column.Error, Column.StdDev, Column.RatioSD, Column.AllocRatio, Column.Gen0)
    .WithOptions(ConfigOptions.JoinSummary);

var all = args.Length == 0 ? ["--filter", "*"] : args;
var reports = BenchmarkSwitcher.FromTypes([typeof(SendBenchmarks), typeof(SaveBenchmarks), typeof(TraceBenchmarks)]).Run(all, config)
    .SelectMany(summary => summary.Reports).ToArray();

// Sending to plain receivers must not allocate; without a report nothing was measured.
return reports.Length > 0
    && reports.Where(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name.StartsWith("Send", StringComparison.Ordinal))
        .All(report => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) == 0) ? 0 : 1;
