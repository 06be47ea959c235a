using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanCmri.Evaluation;
using GanCmri.Imaging.Store;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>
/// Trains a generator on a frame store. Everything lies in the run folder: run.json (options), ticks.csv, reals.png (training frames),
/// samples-*.png at fixed latents, checkpoint-*, generator.safetensors (the averaged one) and discriminator.safetensors. With a judge
/// also neighbours-*.png (generated frames beside the nearest training frames) and best.safetensors, the averaged generator of the tick
/// that was nearest to the validation patients. The same call goes on from the last checkpoint and ends with the weights of an unbroken
/// run.
/// </summary>
public static class Trainer
{
    private const string OptionsFile = "run.json";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>Trains until the options' total; a cancelled run writes a checkpoint first.</summary>
    /// <param name="data">Frames; only its training split is used.</param>
    /// <param name="run">The run folder.</param>
    /// <param name="options">How to train; a run that is resumed must have the same, but for the total.</param>
    /// <param name="device">Where.</param>
    /// <param name="judge">Judges the averaged generator every tick; null: none.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="onTick">Told every tick.</param>
    /// <param name="cancellationToken">Stops after the current step.</param>
    /// <exception cref="InputException">The store has another resolution, no training frames, or the run other options; or the losses are
    /// no longer finite: then what was written before stays.</exception>
    public static void Run(
        FrameStore data,
        string run,
        TrainingOptions options,
        Device device,
        GeneratorJudge? judge = null,
        IProgress<StageProgress>? progress = null,
        Action<TrainingTick>? onTick = null,
        CancellationToken cancellationToken = default
    )
    {
        options = options with { FramesSha256 = StoreDigest.Of(data) };
        options.Validate();
        var indices = data.Indices(DataSplit.Train);
        if (data.Resolution != options.Generator.Resolution)
            throw new InputException(
                run,
                $"frames of {options.Generator.Resolution} pixels",
                $"{data.Resolution}",
                "make the data set with that --resolution"
            );
        if (indices.Count == 0)
            throw new InputException(run, "at least one training frame", "none", "make the data set with a smaller --validation");
        using var taken = OutputLock.OnFolder(run);
        RequireSameOptions(run, options);
        using var state = new TrainingState(options, device);
        var checkpoints = new Checkpoints(run);
        if (!checkpoints.TryRestore(state) && options.Start is { } start)
            WarmStart.Load(start, state);
        state.Quieten();
        var log = new TickLog(Path.Combine(run, "ticks.csv"), state.Images / 1000.0);
        var labels = new FrameLabels(data.Rows, indices, options.Label, options.Sampling);
        if (labels.Length != options.Generator.CDim)
            throw new InputException(
                run,
                $"labels of {options.Generator.CDim} numbers of {options.Label}",
                $"{labels.Length}",
                "train on the data set this run began with"
            );
        AtomicFile.WriteText(Path.Combine(run, OptionsFile), JsonSerializer.Serialize(options, Json));
        var step = new TrainingStep(state, labels, device);
        var feed = new FrameFeed(data, indices, labels, options);
        var total = (long)(options.TotalKimg * 1000);
        var perTick = (long)Math.Ceiling(options.KimgPerTick * 1000 / options.Batch);
        var samples = new SampleSheet(options, labels, device);
        samples.SaveReals(feed, Path.Combine(run, "reals.png"));
        if (state.Images >= total)
            SaveNetworks(); // a run that is over gives back what was lost of it
        while (state.Images < total)
        {
            StepLosses losses;
            using (NewDisposeScope())
                losses = step.Run(feed.Batch(state.Images, options.Batch, device));
            log.Add(losses);
            progress?.Report(new StageProgress("train", state.Images, total, "images"));
            var last = state.Images >= total;
            var ticks = last || state.Step % perTick == 0;
            var saves = last || cancellationToken.IsCancellationRequested || state.Step % (perTick * options.TicksPerCheckpoint) == 0;
            if (!losses.AreFinite || ((ticks || saves) && !(state.IsFinite && samples.IsFinite(state.GEma))))
                throw Diverged(run, state.Images);
            if (ticks)
            {
                var best = log.BestFrechet;
                var tick = log.Write(state.Images, () => judge is null ? null : Judge(judge, samples, state, run));
                if (tick.Frechet < (best ?? double.PositiveInfinity))
                    NetworkFile.Save(Path.Combine(run, "best.safetensors"), state.GEma, Notes(state, labels, "G_ema"));
                onTick?.Invoke(tick);
                samples.Save(state.GEma, Path.Combine(run, $"samples-{state.Images / 1000:D6}.png"));
            }

            if (saves)
            {
                SaveNetworks();
                checkpoints.Save(state); // last: a run that ends here has nothing more to write
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        // What other verbs use.
        void SaveNetworks()
        {
            NetworkFile.Save(new ModelFolder(run).Generator, state.GEma, Notes(state, labels, "G_ema"));
            NetworkFile.Save(new ModelFolder(run).Discriminator, state.D, Notes(state, labels, "D"));
        }
    }

    // Nothing brings such networks back, and nothing of them is written.
    private static InputException Diverged(string run, long images) =>
        new(
            run,
            "losses that are finite numbers",
            string.Create(CultureInfo.InvariantCulture, $"NaN or infinity at {images / 1000.0:0.###} kimg, so the networks are lost"),
            File.Exists(new ModelFolder(run).Generator)
                ? $"the last checkpoint is kept: go on from it in another folder, with --start {ShellWords.Quote(run)} and a smaller --lr"
                : "begin in another folder with a smaller --lr"
        );

    private static GeneratorScore Judge(GeneratorJudge judge, SampleSheet samples, TrainingState state, string run)
    {
        var frames = samples.Make(state.GEma, "judged", GeneratorJudge.Samples);
        judge.SaveNeighbours(frames, Path.Combine(run, $"neighbours-{state.Images / 1000:D6}.png"));
        return judge.Score(frames);
    }

    private static NetworkNotes Notes(TrainingState state, FrameLabels labels, string name) =>
        new()
        {
            Name = name,
            Labels = labels.Columns,
            ShownLabels = name == "D" ? [] : labels.Shown,
            // Weights are passed on; a path of somebody's machine is not.
            Training = string.Create(
                CultureInfo.InvariantCulture,
                $"{state.Images / 1000.0:f1} kimg, options "
                    + $"{JsonSerializer.Serialize(state.Options with { Start = Path.GetFileName(state.Options.Start?.TrimEnd('/')) })}"
            ),
        };

    private static void RequireSameOptions(string run, TrainingOptions options)
    {
        var path = Path.Combine(run, OptionsFile);
        if (!File.Exists(path))
            return;
        var began = Read(path);
        Checkpoints.RequireSamePrecision(path, began.BFloat16, options.BFloat16);
        var now = JsonSerializer.Serialize(options, Json);
        var before = JsonSerializer.Serialize(began with { TotalKimg = options.TotalKimg }, Json);
        if (before != now)
            throw new InputException(
                path,
                "the options this run began with",
                Difference(before, now),
                "give the same options, or another folder for a new run"
            );
    }

    private static TrainingOptions Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainingOptions>(File.ReadAllText(path), Json)!;
        }
        catch (JsonException e)
        {
            throw new InputException(path, "the options of a run", "something else", "give another folder for a new run", e);
        }
    }

    // The first option that is not as before, e.g. "R1Gamma: 7, not 0.5".
    private static string Difference(string before, string now)
    {
        var (a, b) = (before.Split('\n'), now.Split('\n'));
        var line = Enumerable.Range(0, Math.Min(a.Length, b.Length)).First(i => a[i] != b[i]);
        return $"{b[line].Trim().TrimEnd(',').Replace("\"", "", StringComparison.Ordinal)}, not "
            + $"{a[line].Trim().TrimEnd(',').Split(": ")[^1]}";
    }
}
