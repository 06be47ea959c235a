#!/usr/bin/env dotnet
#:project ../src/GanCmri.Reports/GanCmri.Reports.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// Makes a generator's directions of LV area and sphericity again, as fields by which each heart goes its own way, and judges both on hearts they were not fitted to,
// by the other shipped segmenter under fresh noise. Run it after the default segmenter or the generator changed: the tables of its model card follow.
//
//   dotnet run -c Release pipelines/fit-directions.cs [-- --quick] [MODELS [OUT]]
//
// MODELS: folder with generator.safetensors and ed-es.json (default: the shipped models); OUT: where lv-area.json, sphericity.json and verified/ go (default: directions).
using GanCmri.Phenotypes;
using GanCmri.Reports.Guidance;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Fitting;
using GanCmri.Studies.Guidance;

InputException.EndsProcess();
LibTorch.TuneAllocator();
var quick = args.Contains("--quick");
string[] folders = [.. args.Where(a => !a.StartsWith("--", StringComparison.Ordinal))];
var (models, output) = (folders.ElementAtOrDefault(0), folders.ElementAtOrDefault(1) ?? "directions");
using var loaded = HeartModels.LoadHearts(models, null, TorchDevice.Parse("auto"));
var fitted = FieldFitting.Fit(loaded, new FieldFittingOptions { Hearts = quick ? 64 : 1024 });
foreach (var (file, name) in fitted.Zip(["lv-area.json", "sphericity.json"])) file.Write(Path.Combine(output, name));

using var judge = Segmenter.Load(ShippedModels.Judge() ?? throw new InputException("judge", "a second shipped segmenter", "none", "build the project again"), loaded.Device);
var hearts = new StudyOptions { Subjects = quick ? 4 : 100, Seed = 2, GuidanceSteps = [-2, -1, 0, 1, 2, 3] };
var seen = GuidanceStudy.Run(loaded, [.. fitted.Select(f => GuidancePath.Of(f.Direction, loaded, hearts.FieldMm))], [GuidanceView.Own(loaded.Segmenter), GuidanceView.Judge(judge)], hearts);
GuidanceFiles.Write(Path.Combine(output, "verified"), seen[0].Cohort, seen[1].Cohort);
Console.WriteLine("| moved along | seen by | measured | median r (95 % CI) | rises in | SD a step |");
Console.WriteLine("|---|---|---|---|---|---|");
foreach (var view in seen)
{
    foreach (var guided in view.Cohort.Guided)
    {
        foreach (var e in GuidanceEffect.Seen(view.Cohort).Select(m => GuidanceEffect.Of(view.Cohort, guided, m)))
            Console.WriteLine(FormattableString.Invariant($"| {guided.Label} | {view.SeenBy.Name} | {e.Measured.Label} | {e.MedianR.Estimate:F3} ({e.MedianR.Lower:F3} to {e.MedianR.Upper:F3}) | {100 * e.ShareRising:F0} % | {e.Standardised:F3} |"));
    }
}
