using GanCmri.Reports;
using GanCmri.Runtime;
using GanCmri.Studio.Hosting;
using static TorchSharp.torch;

namespace GanCmri.Studio.Tests;

/// <summary>A studio with the shipped models, its folders temporary, for all tests.</summary>
public sealed class RunningStudio : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private ReportModels? _models;

    internal ReportModels Models => _models!;

    internal StudioServer Server { get; private set; } = null!;

    /// <summary>Folder of own cines.</summary>
    internal string Data => _folder.File("data");

    /// <summary>Folder of results.</summary>
    internal string Output => _folder.File("out");

    public async Task InitializeAsync()
    {
        LibTorch.TuneAllocator();
        Directory.CreateDirectory(Data);
        _models = ReportModels.Load(null, null, CPU);
        Server = await StudioServer.StartAsync(new StudioOptions { DataFolder = Data, OutputFolder = Output }, _models);
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        _models!.Dispose();
        _folder.Dispose();
    }

    /// <summary>A client that knows the token.</summary>
    internal HttpClient Client() => Client(Server);

    internal static HttpClient Client(StudioServer server)
    {
        var client = new HttpClient { BaseAddress = server.Address, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Add("X-Studio-Token", server.Url.Query["?token=".Length..]);
        return client;
    }
}

[CollectionDefinition(Name)]
public sealed class StudioTests : ICollectionFixture<RunningStudio>
{
    public const string Name = "studio";
}
