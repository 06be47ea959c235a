using GanCmri.Hosting;
using GanCmri.Learning;
using GanCmri.Runtime;
using GanCmri.Tests.Learning.Contract;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Hosting;

public sealed class PipelineServiceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public PipelineServiceTests()
    {
        _path = _folder.File("model.zip");
        var ml = new MLContext(1);
        var rows = ContractRows.Make();
        using var fitted = ml.Gan.GenerateImages("Made", Specimens.GeneratorPath, "W").Fit(rows);
        ml.Model.Save(fitted, rows.Schema, _path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PredictAsync_SixteenAtOnce_AreThoseOneByOne()
    {
        var log = new Lines();
        await using var services = new ServiceCollection()
            .AddLogging(b => b.AddProvider(log))
            .AddGanCmriPipeline<PlainLatent, PlainMade>(_path)
            .BuildServiceProvider();
        var pipeline = services.GetRequiredService<PipelineService<PlainLatent, PlainMade>>();
        var together = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => pipeline.PredictAsync(Latent(i))));
        for (var i = 0; i < 16; i++)
            Assert.Equal((await pipeline.PredictAsync(Latent(i))).Made, together[i].Made, (a, b) => Math.Abs(a - b) <= 1e-4f);
        Assert.Equal(16, together.Select(m => m.Made[0]).Distinct().Count());
        Assert.Contains(log.Said, line => line.Contains("model.zip is served by at most ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PredictAsync_GivenUpOrEnded_Throws()
    {
        using var pipeline = new PipelineService<PlainLatent, PlainMade>(_path);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pipeline.PredictAsync(Latent(1), new CancellationToken(true)));
        pipeline.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pipeline.PredictAsync(Latent(1)));
        Assert.Throws<InputException>(() => new PipelineService<PlainLatent, PlainMade>(_folder.File("none.zip")));
    }

    private static PlainLatent Latent(int i) =>
        new() { W = [.. Enumerable.Range(0, ContractRows.WDim).Select(j => MathF.Sin(1 + i * 7 + j))] };

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Said { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> format) =>
            Said.Enqueue(format(state, error));

        public void Dispose() { }
    }
}
