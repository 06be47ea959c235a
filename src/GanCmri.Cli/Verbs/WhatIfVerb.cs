using System.CommandLine;
using GanCmri.Networks.Weights;
using GanCmri.Reports;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;
using GanCmri.Studies;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri whatif: a real heart with a phenotype changed.</summary>
internal static class WhatIfVerb
{
    public static Command Build()
    {
        var data = new Option<string>("--data") { Description = "A frame or cine: DICOM, NIfTI or pictures. Of a cine, end-diastole is taken.", Required = true };
        var output = new Option<string>("--out") { Description = "Folder for whatif.png and whatif.csv; made if missing.", Required = true };
        var area = new Option<double>("--area") { Description = "Change of LV area, %, -50 to 50." };
        var index = new Option<double>("--sphericity") { Description = "Change of the sphericity index, e.g. -0.05." };
        var models = new Option<string?>("--models") { Description = "Folder with generator.safetensors, discriminator.safetensors and ed-es.json. Default: the shipped models." };
        var segmenter = new Option<string?>("--segmenter") { Description = "Segmenter's file. Default: the shipped one." };
        var device = CommonOptions.Device();
        var verb = new Command("whatif", """
            Projects a real frame, changes LV area or sphericity by an asked amount, and shows both with outlines. Synthetic: not a prediction.
            Example: gancmri whatif --data frame.dcm --area 15 --out whatif
            """) { data, output, area, index, models, segmenter, device };
        verb.SetAction((parsed, cancel) =>
        {
            var folder = parsed.GetRequiredValue(output);
            var changes = new Dictionary<SteeredPhenotype, double> { [SteeredPhenotype.LvArea] = parsed.GetValue(area), [SteeredPhenotype.Sphericity] = parsed.GetValue(index) };
            if (changes.Values.All(change => change == 0)) throw new InputException("--area, --sphericity", "a change", "none", "ask for one, e.g. --area 15");
            var place = TorchDevice.Parse(parsed.GetValue(device));
            using var loaded = CohortModels.LoadHearts(parsed.GetValue(models), parsed.GetValue(segmenter), place);
            using var judge = NetworkFile.LoadDiscriminator(ModelFolder.Of(parsed.GetValue(models)).Discriminator, device: place);
            var made = ProgressBars.Run(p => WhatIf.Make(loaded, judge, parsed.GetRequiredValue(data), changes, p, cancel));
            WhatIfFiles.Write(folder, made);
            foreach (var steered in SteeredPhenotype.All)
            {
                var p = steered.Phenotype;
                var (before, after) = (p.Measure(made.Before.Measures), p.Measure(made.After.Measures));
                Console.WriteLine($"{p.Head}: {Figures.Short(before)} before, {Figures.Short(made.Target[steered])} asked, {Figures.Short(after)} measured (real frame {Figures.Short(p.Measure(made.RealMeasures.Measures))})");
            }

            Console.WriteLine($"Projection PSNR {Figures.Short(made.PsnrDb)} dB. Synthetic: not a prediction. {Path.Combine(folder, "whatif.png")}");
            return Task.FromResult(0);
        });
        return verb;
    }
}
