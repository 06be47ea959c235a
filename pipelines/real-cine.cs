#!/usr/bin/env dotnet
#:project ../src/GanCmri.Cli/GanCmri.Cli.csproj
#:property PublishAot=false
#:property ConcurrentGarbageCollection=false
// From real cines to a report, with nothing in between left out:
//   crop the hearts -> train a generator -> find the latent of every frame -> measure the frames ->
//   fit ED-to-ES and frame-to-frame trajectories and the directions of LV area and sphericity -> a synthetic cohort and its report.
//
//   dotnet run pipelines/real-cine.cs -- DATA OUT [KIMG]
//
// DATA: DICOM, NIfTI or pictures with a frames.csv, in any folders. OUT: everything made; the same command resumes.
// KIMG: thousands of training images (default 100: two hours on two cores).
using GanCmri.Cli;
using GanCmri.Runtime;

if (args.Length is < 2 or > 3)
{
    Console.Error.WriteLine("usage: dotnet run pipelines/real-cine.cs -- DATA OUT [KIMG]");
    return 2;
}

InputException.EndsProcess();
LibTorch.TuneAllocator();
string data = args[0], kimg = args.Length > 2 ? args[2] : "100";
string At(string name) => Path.Combine(args[1], name);
string[][] steps =
[
    ["dataset", "--data", data, "--out", At("frames"), "--resolution", "64"],
    ["train", At("models"), "--data", At("frames"), "--kimg", kimg],
    ["project", "--network", At("models/generator.safetensors"), "--data", At("frames"), "--out", At("latents.csv"),
        "--discriminator", At("models/discriminator.safetensors"), "--quality", At("quality.csv")],
    ["measure", "--data", At("frames"), "--out", At("phenotypes.csv"), "--views", "1"],
    ["trajectory", "fit", "--latents", At("latents.csv"), "--kind", "ed-es", "--out", At("models/ed-es.json")],
    ["trajectory", "fit", "--latents", At("latents.csv"), "--kind", "frame", "--correction", "none", "--out", At("models/frame-to-frame.json")],
    ["direction", "fit", "--latents", At("latents.csv"), "--phenotypes", At("phenotypes.csv"), "--column", "lv_area_mm2", "--out", At("models/lv-area.json")],
    ["direction", "fit", "--latents", At("latents.csv"), "--phenotypes", At("phenotypes.csv"), "--column", "sphericity_index", "--out", At("models/sphericity.json")],
    ["demo", "--models", At("models"), "--out", At("cohort")],
];
foreach (var step in steps)
{
    if (step[0] == "dataset" && File.Exists(At("frames/dataset.json"))) continue;
    Console.WriteLine("gancmri " + string.Join(' ', step));
    var code = await App.RunAsync(step);
    if (code != 0) return code;
}

Console.WriteLine("report: " + At("cohort/report.html"));
return 0;
