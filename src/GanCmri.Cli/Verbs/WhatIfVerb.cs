using System.CommandLine;
using GanCmri.Imaging.Pictures;
using GanCmri.Latents.Tuning;
using GanCmri.Networks.Weights;
using GanCmri.Reports;
using GanCmri.Reports.Guidance;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri whatif: a real heart with a phenotype changed.</summary>
internal static class WhatIfVerb
{
    public static Command Build()
    {
        var data = new Option<string>("--data")
        {
            Description =
                "A frame or cine: DICOM, NIfTI or pictures. Of several slices the one named by --slice is taken; by default, of the middle "
                + "third of the slices with a certain cavity, the one with the largest end-diastolic area. Of a cine the end-diastolic "
                + "frame is taken.",
            Required = true,
        };
        var output = new Option<string>("--out")
        {
            Description = "Folder for whatif.png and whatif.csv; made if missing.",
            Required = true,
        };
        var area = new Option<double>("--area") { Description = "Change of LV area, % of the reconstruction's, -50 to 50." };
        var index = new Option<double>("--sphericity") { Description = "Change of the sphericity index, e.g. -0.05." };
        var slice = new Option<int?>("--slice")
        {
            Description =
                "Slice of a stack, from 0 as in gancmri measure's table. Default: the one that gancmri report takes too (see --data); "
                + "it is printed.",
        };
        var tune = new Option<bool>("--tune")
        {
            Description =
                "Tune the generator a little to the slice's cine first (pivotal tuning), so that the reconstruction is this very "
                + "heart; takes some minutes.",
        };
        var models = new Option<string?>("--models")
        {
            Description =
                "Folder with generator.safetensors, discriminator.safetensors and ed-es.json. "
                + "Default: the shipped models of 128 pixels; sax64: those of 64.",
        };
        var segmenter = CommonOptions.SegmenterFile();
        var device = CommonOptions.Device();
        var verb = new Command(
            "whatif",
            """
            Projects a real frame, changes LV area or sphericity by an asked amount, and shows real, reconstruction and
            guided side by side with outlines, and how far the reconstruction is from the real frame. Synthetic: not a prediction.
            Example: gancmri whatif --data frame.dcm --area 15 --out whatif
            """
        )
        {
            data,
            output,
            slice,
            area,
            index,
            tune,
            models,
            segmenter,
            device,
        };
        verb.SetAction(
            (parsed, cancel) =>
            {
                var folder = parsed.GetRequiredValue(output);
                var changes = new Dictionary<SteeredPhenotype, double>
                {
                    [SteeredPhenotype.LvArea] = parsed.GetValue(area),
                    [SteeredPhenotype.Sphericity] = parsed.GetValue(index),
                };
                if (changes.Values.All(change => change == 0))
                    throw new InputException("--area, --sphericity", "a change", "none", "ask for one, e.g. --area 15");
                if (Math.Abs(changes[SteeredPhenotype.LvArea]) is > 0 and < 1)
                    throw new InputException(
                        "--area",
                        "a change of 1 % or more (15, not 0.15)",
                        FormattableString.Invariant($"{changes[SteeredPhenotype.LvArea]}"),
                        "correct it"
                    );
                var place = TorchDevice.Parse(parsed.GetValue(device));
                using var loaded = HeartModels.LoadHearts(parsed.GetValue(models), parsed.GetValue(segmenter), place);
                using var judge = NetworkFile.LoadDiscriminator(ModelFolder.Of(parsed.GetValue(models)).Discriminator, device: place);
                using var claimed = RunFolder.Claim(parsed, folder, PictureTableReader.Named(parsed.GetRequiredValue(data)));
                var made = ProgressBars.Run(p =>
                    WhatIf.Make(
                        loaded,
                        judge,
                        parsed.GetRequiredValue(data),
                        changes,
                        parsed.GetValue(slice),
                        parsed.GetValue(tune) ? new TuningOptions() : null,
                        p,
                        cancel
                    )
                );
                Console.WriteLine($"Taken: {made.Slice}; frame {made.Frame}.");
                WhatIfFiles.Write(folder, made);
                if (made.Slice.Guess is { } guess)
                    Console.WriteLine($"note: {guess}");
                foreach (var steered in SteeredPhenotype.All)
                {
                    var p = steered.Phenotype;
                    var (start, guided) = (made.Error.Reconstruction[p.Name], p.Measure(made.Guided.Measures));
                    var asked = changes[steered] == 0 ? 0 : made.Target[steered] - start;
                    Console.WriteLine(
                        $"{p.Head}: real {Figures.Short(made.Error.Real[p.Name])}, reconstruction {Figures.Short(start)} (error "
                            + $"{Figures.Signed(made.Error.Of(p))}, {Figures.Signed(made.Error.PercentOf(p))} %), "
                            + $"asked {Figures.Short(made.Target[steered])} ({Figures.Signed(made.Target[steered] - start)}), guided "
                            + $"{Figures.Short(guided)} ({Figures.Signed(guided - start)})"
                    );
                    if (WhatIfNotes.Farther(p, made.Error, asked, parsed.GetValue(tune)) is { } note)
                        Console.WriteLine($"note: {note}");
                }

                Console.WriteLine(
                    $"Reconstruction: SSIM {Figures.Short(made.Error.Ssim)}, MSE {Figures.Short(made.Error.Mse)}, PSNR "
                        + $"{Figures.Short(made.Error.PsnrDb)} dB. Synthetic: not a prediction. {Path.Combine(folder, "whatif.png")}"
                );
                return Task.FromResult(0);
            }
        );
        return verb;
    }
}
