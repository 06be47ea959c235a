using System.CommandLine;
using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Reports.Hearts;
using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri heart: one synthetic heart by recipe.</summary>
internal static class HeartVerb
{
    public static Command Build()
    {
        var usual = new HeartRecipe();
        var seed = new Option<uint>("--seed") { Description = "The heart, as in gancmri generate.", DefaultValueFactory = _ => usual.Seed };
        var psi = CommonOptions.Psi(usual.Psi);
        var area = new Option<double?>("--lv-area") { Description = "LV area to reach at end-diastole, mm². Default: the heart's own." };
        var shape = new Option<double?>("--sphericity")
        {
            Description = "Sphericity index to reach at end-diastole, 0.5 to 0.98. Default: the heart's own.",
        };
        var fac = new Option<double?>("--fac")
        {
            Description = "Fractional area change to reach, %, 0, or 1 to below 90, e.g. 55. Default: as the trajectory moves it.",
        };
        var beat = new Option<bool>("--beat")
        {
            Description =
                "Draw the course of the area over the beat from those of real hearts (area-curves.json of the models), and follow it: FAC, "
                + "time to ES and speeds then differ from heart to heart as in people.",
        };
        var motion = new Option<string>("--trajectory") { Description = "How it moves.", DefaultValueFactory = _ => usual.Motion.Word() };
        motion.AcceptOnlyFromAmong([.. MotionWords.All]);
        var frames = new Option<int>("--frames") { Description = "Number of frames of the beat.", DefaultValueFactory = _ => usual.Frames };
        var output = new Option<string>("--out")
        {
            Description = "Folder for heart.gif, heart.png, heart.nii.gz and heart.csv; made if missing.",
            Required = true,
        };
        var models = new Option<string?>("--models")
        {
            Description = "Folder of models, as in gancmri report. Default: the shipped models of 128 pixels; sax64: those of 64.",
        };
        var segmenter = CommonOptions.SegmenterFile();
        var judge = CommonOptions.SecondView();
        var device = CommonOptions.Device();
        var verb = new Command(
            "heart",
            """
            Makes one beating synthetic heart with the LV area, sphericity and contraction asked for: what gancmri studio shows, as files.
            The same recipe gives the same heart. Frame 0 is end-diastole, the frame with the largest LV area, and the last frame leads back
            to it. heart.csv has a row a frame: frame, phase (ED, ES or empty), cycle_fraction (0 to 1), time_ms, lv_area_mm2, ...,
            lv_area_mm2_judged and sphericity_index_judged (as another network sees the frame), flags. Times, also those of the GIF and
            NIfTI, take the beat to last one second: the networks know no heart rate.
            Example: gancmri heart --seed 2 --lv-area 2400 --sphericity 0.85 --fac 55 --out heart
            """
        )
        {
            seed,
            psi,
            area,
            shape,
            fac,
            beat,
            motion,
            frames,
            output,
            models,
            segmenter,
            judge,
            device,
        };
        verb.SetAction(
            (parsed, cancel) =>
            {
                var recipe = new HeartRecipe
                {
                    Seed = parsed.GetValue(seed),
                    Psi = parsed.GetValue(psi),
                    LvAreaMm2 = parsed.GetValue(area),
                    SphericityIndex = parsed.GetValue(shape),
                    FacPercent = parsed.GetValue(fac),
                    DrawnBeat = parsed.GetValue(beat),
                    Motion = MotionWords.Parse(parsed.GetRequiredValue(motion))!.Value,
                    Frames = parsed.GetValue(frames),
                };
                recipe.Validate();
                var folder = parsed.GetRequiredValue(output);
                AtomicFile.Probe(Path.Combine(folder, HeartFiles.Gif));
                using var loaded = ReportModels.Load(
                    parsed.GetValue(models),
                    parsed.GetValue(segmenter),
                    TorchDevice.Parse(parsed.GetValue(device))
                );
                using var claimed = RunFolder.Claim(parsed, folder);
                using var other = CommonOptions.LoadJudge(parsed.GetValue(judge), parsed.GetValue(segmenter), loaded.Hearts.Device);
                var maker = new HeartMaker(loaded);
                var heart = maker.Make(recipe, cancel);
                var seen = other is null ? null : maker.SeenBy(heart, other, cancel);
                HeartFiles.Write(folder, heart, seen);
                Console.WriteLine(InWords(heart));
                if (seen is not null)
                    Console.WriteLine($"another network sees in these frames: {InWords(seen)}");
                Console.WriteLine("Times take the beat to last one second: the networks know no heart rate.");
                var notes = HeartNotes.Missed(heart).Concat(HeartNotes.Leaking(heart)).Concat(HeartNotes.Unasked(heart));
                if (seen is not null)
                    notes = notes
                        .Concat(HeartNotes.Apart("at end-diastole", heart.AtEndDiastole.AreaMm2, seen.AtEndDiastole.AreaMm2))
                        .Concat(HeartNotes.ContractionApart(heart.Beat.FacPercent, seen.Beat.FacPercent));
                foreach (var note in notes)
                    Console.WriteLine($"note: {note}");
                return Task.FromResult(0);
            }
        );
        return verb;
    }

    private static string InWords(BeatingHeart heart) =>
        $"LV area {Figures.Short(heart.AtEndDiastole.AreaMm2)} mm², sphericity {Figures.Short(heart.AtEndDiastole.SphericityIndex)} at "
        + $"end-diastole; {PhenotypeRegistry.LvFac.Label} {Figures.Short(heart.Beat.FacPercent)} %";
}
