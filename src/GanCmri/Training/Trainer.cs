using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;
using GanCmri.Imaging;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>
/// Trains a generator on a frame store. Everything lies in the run folder: run.json (options), ticks.csv, samples-*.png at fixed
/// latents, checkpoint-*,
/// generator.safetensors (the averaged one) and discriminator.safetensors. The same call goes on from the last checkpoint and ends with the weights of an unbroken run.
/// </summary>
public static class Trainer
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>Trains until the options' total; a cancelled run writes a checkpoint first.</summary>
    /// <param name="data">Frames; only its training split is used.</param>
    /// <param name="run">The run folder.</param>
    /// <param name="options">How to train; a run that is resumed must have the same, but for the total.</param>
    /// <param name="device">Where.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="onTick">Told every tick.</param>
    /// <param name="cancel">Stops after the current step.</param>
    /// <exception cref="InputException">The store has another resolution, no training frames, or the run other options.</exception>
    public static void Run(FrameStore data, string run, TrainingOptions options, Device device, IProgress<StageProgress>? progress = null,
        Action<TrainingTick>? onTick = null, CancellationToken cancel = default)
    {
        options.Validate();
        var indices = data.Indices(DataSplit.Train);
        if (data.Resolution != options.Generator.Resolution)
            throw new InputException(run, $"frames of {options.Generator.Resolution} pixels", $"{data.Resolution}", "make the data set with that --resolution");
        if (indices.Count == 0) throw new InputException(run, "at least one training frame", "none", "make the data set with a smaller --validation");
        WriteOrCheckOptions(run, options);
        using var state = new TrainingState(options, device);
        var checkpoints = new Checkpoints(run);
        checkpoints.TryRestore(state);
        var log = new TickLog(Path.Combine(run, "ticks.csv"), state.Images / 1000.0);
        var step = new TrainingStep(state, device);
        var feed = new FrameFeed(data, indices, options.Seed);
        var total = (long)(options.TotalKimg * 1000);
        var perTick = (long)Math.Ceiling(options.KimgPerTick * 1000 / options.Batch);
        var samples = new SampleSheet(options, device);
        while (state.Images < total)
        {
            using (var reals = feed.Batch(state.Images, options.Batch).to(device)) log.Add(step.Run(reals));
            progress?.Report(new StageProgress("train", state.Images, total, "images"));
            var last = state.Images >= total || cancel.IsCancellationRequested;
            if (state.Step % perTick == 0 || last)
            {
                var tick = log.Write(state.Images);
                onTick?.Invoke(tick);
                samples.Save(state.GEma, Path.Combine(run, $"samples-{state.Images / 1000:D6}.png"));
            }

            if (last || state.Step % (perTick * options.TicksPerCheckpoint) == 0)
            {
                checkpoints.Save(state);
                Export(state, run);
            }

            cancel.ThrowIfCancellationRequested();
        }
    }

    // What other verbs use: the averaged generator, and the discriminator for its features.
    private static void Export(TrainingState state, string run)
    {
        var record = string.Create(CultureInfo.InvariantCulture, $"{state.Images / 1000.0:f1} kimg, options {JsonSerializer.Serialize(state.Options)}");
        NetworkFile.Save(Path.Combine(run, "generator.safetensors"), state.GEma, new NetworkNotes { Name = "G_ema", Training = record });
        NetworkFile.Save(Path.Combine(run, "discriminator.safetensors"), state.D, new NetworkNotes { Name = "D", Training = record });
    }

    private static void WriteOrCheckOptions(string run, TrainingOptions options)
    {
        var path = Path.Combine(run, "run.json");
        var now = JsonSerializer.Serialize(options, Json);
        if (File.Exists(path))
        {
            var before = JsonSerializer.Serialize(JsonSerializer.Deserialize<TrainingOptions>(File.ReadAllText(path), Json)! with { TotalKimg = options.TotalKimg }, Json);
            if (before != now)
                throw new InputException(path, "the options this run began with", "others", "give the same options, or another folder for a new run");
        }

        AtomicFile.WriteText(path, now);
    }

    /// <summary>The mean losses of each tick, as CSV; lines after the restored checkpoint are dropped.</summary>
    private sealed class TickLog
    {
        private readonly string _path;
        private readonly List<StepLosses> _steps = [];
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private readonly List<TrainingTick> _ticks = [];
        private double _from;

        public TickLog(string path, double kimg)
        {
            (_path, _from) = (path, kimg);
            if (!File.Exists(path)) return;
            using var csv = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
            _ticks.AddRange(csv.GetRecords<TrainingTick>().Where(t => t.Kimg <= kimg));
        }

        public void Add(StepLosses losses) => _steps.Add(losses);

        public TrainingTick Write(long images)
        {
            var (kimg, seconds) = (images / 1000.0, _clock.Elapsed.TotalSeconds);
            var tick = new TrainingTick(kimg, seconds, (kimg - _from) * 1000 / seconds, _steps.Average(s => s.Generator), _steps.Average(s => s.Fake),
                _steps.Average(s => s.Real), _steps.Average(s => s.RealSign), _steps.Average(s => s.Spread));
            _ticks.Add(tick);
            AtomicFile.Write(_path, stream =>
            {
                using var csv = new CsvWriter(new StreamWriter(stream, leaveOpen: true), CultureInfo.InvariantCulture);
                csv.WriteRecords(_ticks);
            });
            _steps.Clear();
            _from = kimg;
            _clock.Restart();
            return tick;
        }
    }
}
