#!/usr/bin/env dotnet
#:project ../src/GanCmri/GanCmri.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// How many subjects would a study need? Hearts are guided to drawn LV areas and measured by a network that did not steer them; its slope
// and error go into simulated studies of men against women, 300 mm² apart as the example specification assumes. gancmri power does the same
// from a cohort's table.
//
//   dotnet run pipelines/power-study.cs [-- --quick] [SPEC.yaml]
//
// Expected:
//   Another network measures # of a mm² asked for, with an error of # mm² (# hearts)
//   n = #: power # (95 % CI # to #), bias # mm², coverage #
//   Power 0.8 takes # subjects; without error of measurement #
using System.Globalization;
using GanCmri.Learning;
using GanCmri.Learning.Data;
using GanCmri.Learning.Networks;
using GanCmri.Runtime;
using GanCmri.Statistics.Power;
using GanCmri.Studies.Cohorts;
using Microsoft.ML;
using Microsoft.ML.Data;

InputException.EndsProcess();
LibTorch.TuneAllocator();
var quick = args.Contains("--quick");
var spec = args.FirstOrDefault(a => !a.StartsWith("--", StringComparison.Ordinal)) ?? CohortSpec.ExamplePath;
var models = quick ? ModelFolder.Fast : ModelFolder.Shipped;
var ml = new MLContext(seed: 1);

var subjects = ml.Gan.LoadCohort(quick ? 8 : 240, spec, seed: 1, new LoadCohortOptions { ModelsFolder = models.Path });
using var judge = ml
    .Gan.GenerateImages("Image", models.Generator, "W")
    .Append(ml.Gan.MeasurePhenotypes("Image", new MeasurePhenotypesOptions { SegmenterPath = ShippedModels.Judge() }))
    .Fit(subjects);
var judged = ml.Data.FilterRowsByMissingValues(ml.Data.Cache(judge.Transform(subjects), "LvAreaMm2Target", "LvAreaMm2"), "LvAreaMm2");
var error = MeasurementError.Of(
    [.. judged.GetColumn<float>("LvAreaMm2Target").Select(v => (double)v)],
    [.. judged.GetColumn<float>("LvAreaMm2").Select(v => (double)v)]
);
Console.WriteLine(
    FormattableString.Invariant(
        $"Another network measures {error.Slope:F2} of a mm² asked for, with an error of {error.Sd:F0} mm² ({error.N} hearts)"
    )
);

var design = new PowerDesign
{
    Effect = 300,
    OutcomeSd = 450,
    ExposedShare = .5,
    ErrorSd = error.Sd,
    MeasuredSlope = error.Slope,
    Simulations = quick ? 500 : 5000,
};
foreach (var n in new[] { 20, 50, 100, 200 })
{
    var row = PowerSimulation.Of(design, n);
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"n = {n}: power {row.Power:F2} (95 % CI {row.PowerInterval.Lower:F2} to {row.PowerInterval.Upper:F2}), bias {row.Bias:F0} "
                + $"mm², coverage {row.Coverage:F2}"
        )
    );
}

var perfect = design with { ErrorSd = 0, MeasuredSlope = 1 };
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"Power 0.8 takes {PowerSimulation.SampleSize(design, .8)?.N ?? -1} subjects; without error of measurement "
            + $"{PowerSimulation.SampleSize(perfect, .8)?.N ?? -1}"
    )
);
