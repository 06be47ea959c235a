using System.CommandLine;
using GanCmri.Phenotypes;
using GanCmri.Reports.Stacks;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Projections;
using GanCmri.Studies.Stacks;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Stacks;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri stack: whole synthetic hearts, base to apex.</summary>
internal static class StackVerb
{
    private const int MostNamed = 5;

    public static Command Build()
    {
        var usual = new StackRecipe();
        var seeds = new Option<string>("--seeds") { Description = "The hearts, e.g. 0-9 or 1,4.", DefaultValueFactory = _ => "1" };
        var psi = CommonOptions.Psi(usual.Psi);
        var slices = new Option<int>("--slices")
        {
            Description = "Slices from base to apex, 4 to 20.",
            DefaultValueFactory = _ => usual.Slices,
        };
        var frames = new Option<int>("--frames") { Description = "Number of frames of the beat.", DefaultValueFactory = _ => usual.Frames };
        var motion = new Option<string>("--trajectory") { Description = "How it moves.", DefaultValueFactory = _ => usual.Motion.Word() };
        motion.AcceptOnlyFromAmong([.. MotionWords.All]);
        var fac = new Option<double?>("--fac")
        {
            Description =
                "Fractional area change of the mid-ventricular slice, %, 0, or 1 to below 90, e.g. 55. Default: the trajectory's.",
        };
        var ef = new Option<double?>("--ef")
        {
            Description =
                "Ejection fraction of the whole heart, %, 1 to below 85, e.g. 55: all slices move more or less. Instead of --fac.",
        };
        var output = new Option<string>("--out")
        {
            Description = "Folder for volumes.csv, slices.csv and, of each heart, a NIfTI stack and a picture; made if missing.",
            Required = true,
        };
        var models = new Option<string?>("--models")
        {
            Description =
                "Folder with generator.safetensors, ed-es.json, the trajectory and, unless the generator was told places, stack.json. "
                + "Default: the shipped models of 128 pixels; sax64: those of 64.",
        };
        var segmenter = CommonOptions.SegmenterFile();
        var judge = CommonOptions.SecondView();
        var (device, shard) = (CommonOptions.Device(), new ShardOption("stack"));
        var verb = new Command(
            "stack",
            """
            Makes whole synthetic hearts: slices from base to apex, each in motion, measured like real stacks (EDV, ESV, EF, mass).
            slices.csv has a row a slice: source, seed, slice, position (0 base to 1 apex), location_mm, ed_area_mm2 and es_area_mm2 (what
            it adds to the volumes at the heart's ED and ES), lv_fac_percent (its own).
            Example: gancmri stack --seeds 0-9 --slices 10 --ef 55 --out hearts
            On many machines: the same with --shard 0/8 to 7/8, then gancmri gather hearts.
            """
        )
        {
            seeds,
            psi,
            slices,
            frames,
            motion,
            fac,
            ef,
            output,
            models,
            segmenter,
            judge,
            device,
            shard.Option,
        };
        verb.SetAction(
            (parsed, cancel) =>
            {
                var recipe = new StackRecipe
                {
                    Seeds = SeedList.Parse(parsed.GetRequiredValue(seeds)),
                    Psi = parsed.GetValue(psi),
                    Slices = parsed.GetValue(slices),
                    Frames = parsed.GetValue(frames),
                    Motion = MotionWords.Parse(parsed.GetRequiredValue(motion))!.Value,
                    FacPercent = parsed.GetValue(fac),
                    EfPercent = parsed.GetValue(ef),
                };
                recipe.Validate();
                var folder = parsed.GetRequiredValue(output);
                var shown = ModelFolder.Of(parsed.GetValue(models));
                using var taken = parsed.GetValue(shard.Option) is null ? OutputLock.OnFolder(folder) : null;
                using var loaded = HeartModels.LoadHearts(
                    parsed.GetValue(models),
                    parsed.GetValue(segmenter),
                    TorchDevice.Parse(parsed.GetValue(device)),
                    recipe.Motion,
                    CommonOptions.JudgeFile(parsed.GetValue(judge), parsed.GetValue(segmenter))
                );
                var judged = loaded.Judge is not null;
                var way = StackMaker.Way(loaded, shown);
                var maker = new StackMaker(loaded, way);
                IEnumerable<FileDigest> files = way is null ? loaded.Files : loaded.Files.Append(FileDigest.Of(shown.Stack));
                return Task.FromResult(
                    shard.Run(
                        parsed,
                        folder,
                        [folder],
                        [.. files.Select(f => f.Sha256)],
                        whole: () => Print(ProgressBars.Run(p => StackFiles.Write(folder, maker.Make(recipe, p, cancel), judged)), recipe),
                        part => ProgressBars.Run(p => StackShards.Do(folder, recipe, part, own => maker.Make(own, p, cancel), judged)),
                        set =>
                        {
                            var joined = StackShards.Join(folder, set);
                            Console.WriteLine($"{joined.Hearts} hearts -> {folder}");
                            PrintDoubts(joined.Doubts, joined.Hearts);
                            return PrintMissed(recipe, joined.Missed, joined.Hearts, "");
                        },
                        folder: folder
                    )
                );
            }
        );
        return verb;
    }

    private static int Print(IReadOnlyList<StudyVolumes> volumes, StackRecipe recipe)
    {
        StackMeasures[] known = [.. volumes.Select(v => v.Measures).OfType<StackMeasures>()];
        StackMeasures[] judged = [.. volumes.Select(v => v.Judged).OfType<StackMeasures>()];
        Console.WriteLine(
            $"{volumes.Count} hearts, {known.Length} with volumes; {Means(known)} (means"
                + $"{(recipe.EfPercent is { } ef ? $"; asked EF {Figures.Short(ef)} %" : "")})"
        );
        if (judged.Length > 0)
            Console.WriteLine(
                $"as another network sees them, {judged.Length} with volumes: {Means(judged)}; its EF differs by more than "
                    + $"{VolumeNotes.EfPoints} points in {VolumeNotes.EfApart(volumes)} hearts that have both"
            );
        PrintDoubts(volumes.SelectMany(v => v.Doubts), volumes.Count);
        StudyVolumes[] missed = [.. volumes.Where(v => v.Doubt.Contains(StackFiles.TargetMissed, StringComparison.Ordinal))];
        return PrintMissed(
            recipe,
            missed.Length,
            volumes.Count,
            $": {string.Join(", ", missed.Take(MostNamed).Select(Reached))}{(missed.Length > MostNamed ? ", ..." : "")}"
        );

        string Reached(StudyVolumes v) =>
            recipe.EfPercent is null ? v.Subject
            : v.Measures is { } m && double.IsFinite(m.EfPercent) ? $"{v.Subject} {Figures.Short(m.EfPercent)} %"
            : $"{v.Subject} none";
    }

    private static void PrintDoubts(IEnumerable<string> doubts, long hearts) =>
        VolumeNotes.Print(doubts.Where(d => d != StackFiles.TargetMissed), hearts, "hearts");

    private static int PrintMissed(StackRecipe recipe, long missed, long all, string which)
    {
        if (missed > 0)
            Console.WriteLine(
                $"note: {(recipe.EfPercent is { } ef ? $"EF {Figures.Short(ef)} %" : $"FAC {Figures.Short(recipe.FacPercent!.Value)} %")} "
                    + $"was asked; {missed} of {all} hearts are more than {SyntheticStack.TolerancePercent} point away{which} (flag "
                    + $"{StackFiles.TargetMissed} in {StackFiles.Volumes})"
            );
        return 0;
    }

    private static string Means(StackMeasures[] known) =>
        $"EDV {Mean(known, v => v.EdvMl)} ml, ESV {Mean(known, v => v.EsvMl)} ml, EF {Mean(known, v => v.EfPercent)} %";

    private static string Mean(StackMeasures[] known, Func<StackMeasures, double> of) =>
        Figures.Short(known.Select(of).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average());
}
