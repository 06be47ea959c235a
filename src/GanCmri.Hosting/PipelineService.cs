using GanCmri.Learning;
using GanCmri.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML;

namespace GanCmri.Hosting;

/// <summary>
/// A saved pipeline for any number of callers at once, by a few pooled prediction engines that share its networks. What
/// Microsoft.Extensions.ML does for other models: its pool loads with <c>mlContext.Model.Load</c>, which does not know GanCmri's steps.
/// </summary>
/// <typeparam name="TInput">A row given.</typeparam>
/// <typeparam name="TOutput">A row made.</typeparam>
public sealed partial class PipelineService<TInput, TOutput> : IDisposable
    where TInput : class
    where TOutput : class, new()
{
    private readonly ITransformer _model;
    private readonly Engines<PredictionEngine<TInput, TOutput>> _engines;
    private readonly ILogger _log;

    /// <summary>Loads the pipeline.</summary>
    /// <param name="path">Written by <c>mlContext.Model.Save</c>.</param>
    /// <param name="weightsFolder">Where its networks' files are, if it only names them and they have moved.</param>
    /// <param name="log">Is told which pipeline was loaded; null for nobody.</param>
    /// <exception cref="InputException">The file is missing or damaged, or its networks' files are.</exception>
    public PipelineService(string path, string? weightsFolder = null, ILogger<PipelineService<TInput, TOutput>>? log = null)
    {
        _log = log ?? NullLogger<PipelineService<TInput, TOutput>>.Instance;
        var ml = new MLContext();
        _model = ml.Gan.LoadModel(path, weightsFolder);
        _engines = new Engines<PredictionEngine<TInput, TOutput>>(() =>
            ml.Model.CreatePredictionEngine<TInput, TOutput>(_model, new PredictionEngineOptions { OwnsTransformer = false })
        );
        Loaded(path, _engines.Count);
    }

    /// <summary>What the pipeline makes of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Ends the wait; a row that is being computed is computed.</param>
    /// <exception cref="ObjectDisposedException">The service has ended.</exception>
    public Task<TOutput> PredictAsync(TInput row, CancellationToken cancellationToken = default) =>
        _engines.UseAsync(engine => engine.Predict(row), cancellationToken);

    /// <summary>Waits for the rows that are being computed and frees the networks.</summary>
    public void Dispose()
    {
        _engines.Dispose();
        (_model as IDisposable)?.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Pipeline {Path} is served by at most {Engines} engines")]
    private partial void Loaded(string path, int engines);
}
