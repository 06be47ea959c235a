#!/usr/bin/env dotnet
#:project ../src/GanCmri/GanCmri.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// A cohort on demand: subjects whose LV area depends on age and sex as a specification says, each heart guided to its own LV area and
// sphericity. The images are measured, and the planted effects estimated back. Such associations restate the specification and the
// generator: they say nothing about people, and belong beside those of real data.
//
//   dotnet run pipelines/guided-cohort.cs [-- --quick] [SPEC.yaml]
//
// Expected:
//   # of # hearts measured; LV area mean # mm², asked for #; KS distance # (95 % CI # to #)
//   LV area on age: # mm² a year (95 % CI # to #), n #
//   LV area on sex, M against F: # mm² (95 % CI # to #), n #
using System.Globalization;
using GanCmri.Learning;
using GanCmri.Learning.Data;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Association;
using GanCmri.Studies.Cohorts;
using Microsoft.ML;
using Microsoft.ML.Data;

InputException.EndsProcess();
LibTorch.TuneAllocator();
var quick = args.Contains("--quick");
var spec = args.FirstOrDefault(a => !a.StartsWith("--", StringComparison.Ordinal)) ?? CohortSpec.ExamplePath;
var models = quick ? ModelFolder.Fast : ModelFolder.Shipped;
var ml = new MLContext(seed: 1);

// Subjects with covariates, targets and guided latents, made as they are read; then images, then measures.
var subjects = ml.Gan.LoadCohort(quick ? 8 : 300, spec, seed: 1, new LoadCohortOptions { ModelsFolder = models.Path });
using var measure = ml.Gan.GenerateImages("Image", models.Generator, "W").Append(ml.Gan.MeasurePhenotypes("Image")).Fit(subjects);
var made = ml.Data.Cache(measure.Transform(subjects), "Subject", "Source", "age", "sex", "LvAreaMm2Target", "LvAreaMm2");
var measured = ml.Data.FilterRowsByMissingValues(made, "LvAreaMm2");

double[] area = [.. measured.GetColumn<float>("LvAreaMm2").Select(v => (double)v)],
    target = [.. measured.GetColumn<float>("LvAreaMm2Target").Select(v => (double)v)];
var distance = DistanceInterval.Of(area, target); // hearts are independent of each other
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{area.Length} of {subjects.GetRowCount()} hearts measured; LV area mean {area.Average():F0} mm², asked for "
            + $"{target.Average():F0}; KS distance {distance.Estimate:F3} (95 % CI {distance.Lower:F3} to {distance.Upper:F3})"
    )
);

// Each effect with the other held constant.
var age = ml.Gan.Association(
    measured,
    new AssociationOptions
    {
        Outcomes = ["LvAreaMm2"],
        Exposures = ["age"],
        Covariates = ["sex"],
    }
);
Console.WriteLine(
    FormattableString.Invariant(
        $"LV area on age: {age["beta"][0]:F1} mm² a year (95 % CI {age["lower"][0]:F1} to {age["upper"][0]:F1}), n {age["n_total"][0]}"
    )
);
var sex = ml.Gan.Association(
    measured,
    new AssociationOptions
    {
        Outcomes = ["LvAreaMm2"],
        Exposures = ["sex"],
        Covariates = ["age"],
    }
);
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"LV area on sex, M against F: {sex["beta"][0]:F0} mm² (95 % CI {sex["lower"][0]:F0} to {sex["upper"][0]:F0}), "
            + $"n {sex["n_total"][0]}"
    )
);
