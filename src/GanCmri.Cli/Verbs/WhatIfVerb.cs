using System.CommandLine;
using GanCmri.Networks.Weights;
using GanCmri.Phenotypes;
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
            var (folder, percent, change) = (parsed.GetRequiredValue(output), parsed.GetValue(area), parsed.GetValue(index));
            if (percent == 0 && change == 0) throw new InputException("--area, --sphericity", "a change", "none", "ask for one, e.g. --area 15");
            var place = TorchDevice.Parse(parsed.GetValue(device));
            var judgeFile = parsed.GetValue(models) is { } own ? Path.Combine(own, "discriminator.safetensors") : ShippedModels.File("sax64", "discriminator.safetensors");
            using var loaded = CohortModels.LoadHearts(parsed.GetValue(models), parsed.GetValue(segmenter), place);
            using var judge = NetworkFile.LoadDiscriminator(judgeFile, device: place);
            var made = ProgressBars.Run(p => WhatIf.Make(loaded, judge, parsed.GetRequiredValue(data), percent, change, p, cancel));
            WhatIfFiles.Write(folder, made);
            foreach (var p in PhenotypeRegistry.Published)
            {
                var (before, after) = (p.Measure(made.Before.Measures), p.Measure(made.After.Measures));
                Console.WriteLine($"{p.Head}: {Figures.Short(before)} before, {Figures.Short(WhatIfFiles.Asked(made, p))} asked, {Figures.Short(after)} measured (real frame {Figures.Short(p.Measure(made.RealMeasures.Measures))})");
            }

            Console.WriteLine($"Projection PSNR {Figures.Short(made.PsnrDb)} dB. Synthetic: not a prediction. {Path.Combine(folder, "whatif.png")}");
            return Task.FromResult(0);
        });
        return verb;
    }
}
