#:project ../src/GanCmri.Reports/GanCmri.Reports.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// Writes docs/validation-measures.md: the shipped segmenter's measures of rendered phantoms against their true values.
// dotnet run -c Release pipelines/validate-measures.cs [subjects=60] [seed=1] [out=docs/validation-measures.md]
using System.Globalization;
using GanCmri.Imaging.Phantom;
using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;
using GanCmri.Statistics;
using static TorchSharp.torch;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
InputException.EndsProcess();
var subjects = args.Length > 0 ? int.Parse(args[0]) : 60;
if (subjects < 8)
    throw new InputException("subjects", "at least 8", $"{subjects}", "give more: intervals are over subjects");
var seed = args.Length > 1 ? int.Parse(args[1]) : 1;
var path = args.Length > 2 ? args[2] : "docs/validation-measures.md";
(string Name, PhantomField Field)[] fields =
[
    ("heart, 64 x 64 of 2.74 mm", PhantomField.Crop64),
    ("chest, 256 x 256 of 1.37 mm", PhantomField.Full256),
];

using var segmenter = Segmenter.Shipped(CPU);
var rows = new List<string>();
foreach (var (name, field) in fields)
{
    var frames = new List<Frame>();
    var cines = new List<Cine>();
    var options = new PhantomOptions
    {
        Field = field,
        Phases = 20,
        RespirationMm = 1,
    };
    foreach (var subject in new PhantomPopulation(options, seed).Subjects(subjects))
    {
        var phantom = subject.Render();
        var measured = MeasuredCine.Of(segmenter, phantom.Series);
        frames.AddRange(measured.Frames.Zip(phantom.Truth.Frames, (m, t) => new Frame(subject.Name, m, t)));
        cines.Add(new Cine(subject.Name, measured.Cine, phantom.Truth));
        Console.Error.Write($"\r{name}: {cines.Count}/{subjects} subjects");
    }

    Console.Error.WriteLine();
    Row(name, "LV area (mm²)", frames, f => f.Found.AreaMm2, f => f.Truth.LvAreaMm2, f => f.Subject);
    Row(name, "sphericity index", frames, f => f.Found.SphericityIndex, f => f.Truth.SphericityIndex, f => f.Subject);
    Row(name, "wall thickness (mm)", frames, f => f.Found.WallThicknessMm, f => f.Truth.WallThicknessMm, f => f.Subject);
    Row(name, "FAC (%)", cines, c => c.Found.FacPercent, c => 100 * c.Truth.FractionalAreaChange, c => c.Subject);
    Row(name, "ES frame", cines, c => c.Found.EsFrame < 0 ? double.NaN : c.Found.EsFrame, c => c.Truth.EsFrame, c => c.Subject);
    if (field == PhantomField.Full256)
    {
        AtomicFile.WriteBytes(
            Path.ChangeExtension(path, ".png"),
            Plots.BlandAltman([.. frames.Select(f => f.Truth.LvAreaMm2)], [.. frames.Select(f => f.Found.AreaMm2)], "LV area", "mm²").Bytes
        );
    }
}

AtomicFile.WriteText(
    path,
    $"""
    # Measures of phantoms against the truth

    Written by `dotnet run -c Release pipelines/validate-measures.cs {subjects} {seed}`; do not edit.

    {subjects} phantom subjects of 20 frames (noise 4 %, respiration 1 mm), outlined by the shipped segmenter in one view and measured by
    the code that measures real frames. The network that outlines was trained on real hearts only, the one that finds the heart in a
    chest also on other phantoms. Truth is the phantom's geometry. Differences: measured less true; limits of agreement: bias ± 1.96 SD of
    the differences over frames. Intervals: 95 %, bootstrap over subjects.

    | picture | measure | n | r (95 % CI) | bias (95 % CI) | limits of agreement | not measured |
    |---|---|---|---|---|---|---|
    {string.Join('\n', rows)}

    ![Bland-Altman plot of the LV area in whole fields]({Path.GetFileNameWithoutExtension(path)}.png)

    """.ReplaceLineEndings("\n")
);
Console.WriteLine($"{path}: {subjects} subjects, seed {seed}");

void Row<T>(string picture, string measure, IReadOnlyList<T> items, Func<T, double> found, Func<T, double> truth, Func<T, string> subject)
{
    var known = items.Where(i => double.IsFinite(found(i))).ToArray();
    double[] a = [.. known.Select(found)],
        b = [.. known.Select(truth)];
    string[] clusters = [.. known.Select(subject)];
    var options = new BootstrapOptions { Resamples = 1000 };
    var r = Bootstrap.Interval(clusters, at => Correlation.Pearson([.. at.Select(i => a[i])], [.. at.Select(i => b[i])]).R, options);
    var bias = Bootstrap.Interval(clusters, at => at.Average(i => a[i] - b[i]), options);
    var agreement = BlandAltman.Of(a, b);
    rows.Add(
        $"| {picture} | {measure} | {known.Length} of {clusters.Distinct().Count()} subjects | {r.Estimate:F3} ({r.Lower:F3} to "
            + $"{r.Upper:F3}) "
            + $"| {Figures.Short(bias.Estimate)} ({Figures.Short(bias.Lower)} to {Figures.Short(bias.Upper)}) | "
            + $"{Figures.Short(agreement.Lower)} to {Figures.Short(agreement.Upper)} | {items.Count - known.Length} |"
    );
}

internal sealed record Frame(string Subject, LvMeasures Found, PhantomFrameTruth Truth);

internal sealed record Cine(string Subject, CineMeasures Found, PhantomTruth Truth);
