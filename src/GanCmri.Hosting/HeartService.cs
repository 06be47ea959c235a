using System.Diagnostics;
using GanCmri.Imaging.Hearts;
using GanCmri.Runtime;
using GanCmri.Studies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GanCmri.Hosting;

/// <summary>
/// Makes hearts and measures them, for any number of callers at once, by a few pooled engines that share the networks. The same seed gives
/// the same heart, whoever else is served.
/// </summary>
public sealed partial class HeartService : IDisposable
{
    private readonly HeartModels _models;
    private readonly Engines<FrameMaker> _engines;
    private readonly ILogger _log;

    /// <summary>Reads the models.</summary>
    /// <param name="options">Which.</param>
    /// <param name="log">Is told which models were read, and at level Debug of every heart; null for nobody.</param>
    /// <exception cref="InputException">A file is missing or damaged, or the device is not there.</exception>
    public HeartService(IOptions<GanCmriOptions> options, ILogger<HeartService>? log = null)
    {
        _log = log ?? NullLogger<HeartService>.Instance;
        var chosen = options.Value;
        _models = HeartModels.LoadHearts(chosen.ModelFolder, chosen.Segmenter, TorchDevice.Parse(chosen.Device));
        _engines = new Engines<FrameMaker>(() => new FrameMaker(_models.Generator, _models.Segmenter, new HeartCrop().FieldMm));
        ModelsRead(chosen.ModelFolder ?? "the shipped models", _models.Device.ToString(), _engines.Count);
    }

    /// <summary>A heart at end-diastole.</summary>
    /// <param name="seed">Draws the latent, as <c>gancmri generate --seeds</c> does.</param>
    /// <param name="psi">Truncation, 0 (the mean heart) to 1 (none).</param>
    /// <param name="cancellationToken">Ends the wait; a heart that is being made is made.</param>
    /// <exception cref="InputException">psi is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The service has ended.</exception>
    public async Task<MadeHeart> MakeAsync(uint seed, double psi = 0.7, CancellationToken cancellationToken = default)
    {
        if (!(psi >= 0 && psi <= 1))
            throw new InputException("psi", "a truncation from 0 to 1", FormattableString.Invariant($"{psi}"), "give one in this range");
        var clock = Stopwatch.StartNew();
        var heart = await _engines.UseAsync(maker => Make(maker, seed, psi), cancellationToken).ConfigureAwait(false);
        HeartMade(seed, psi, clock.ElapsedMilliseconds);
        return heart;
    }

    /// <summary>Waits for the hearts that are being made and frees the networks.</summary>
    public void Dispose()
    {
        _engines.Dispose();
        _models.Dispose();
    }

    private MadeHeart Make(FrameMaker maker, uint seed, double psi)
    {
        var frame = maker.MakeOne(EndDiastole.OfSeeds(_models.Generator, _models.EdToEs, [seed], psi)[0]);
        return new MadeHeart(seed, psi, frame.Image, frame.Measures);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Hearts are made by {Models} on {Device}, at most {Engines} at once")]
    private partial void ModelsRead(string models, string device, int engines);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Heart of seed {Seed} and psi {Psi} made in {Milliseconds} ms with its wait")]
    private partial void HeartMade(uint seed, double psi, long milliseconds);
}
