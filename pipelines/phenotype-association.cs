#!/usr/bin/env dotnet
#:project ../src/GanCmri/GanCmri.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// Association of a measured phenotype with age: phantom hearts whose LV area grows by a known 15 mm² a year are outlined and measured on
// their images, and the effect is estimated back from the measurements.
//
//   dotnet run pipelines/phenotype-association.cs [-- --quick]
//
// Expected:
//   LV area measured in # of # hearts; r with the truth #
//   LV area on age: # mm² a year (95 % CI # to #), p #; planted 15
//   Partial correlation given the wall's thickness: #
using System.Globalization;
using GanCmri.Imaging.Phantom;
using GanCmri.Learning;
using GanCmri.Learning.Networks;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using Microsoft.ML;

InputException.EndsProcess();
LibTorch.TuneAllocator();
var quick = args.Contains("--quick");
var ml = new MLContext(seed: 1);

// The end-diastolic frame of each subject: 1 row in 20.
var phantoms = ml.Gan.LoadPhantom(
    subjects: quick ? 40 : 400,
    seed: 1,
    new PhantomOptions { Phases = 20, Effects = [new PlantedEffect(PhantomCovariate.Age, PhantomPhenotype.LvAreaMm2, 15)] }
);
var frames = ml.Data.FilterRowsByColumn(phantoms, "Frame", lowerBound: 0, upperBound: 1);
using var measure = ml.Gan.MeasurePhenotypes("Image", new MeasurePhenotypesOptions { OutputColumnPrefix = "Measured" }).Fit(frames);
var measured = ml.Data.FilterRowsByMissingValues(
    ml.Data.Cache(measure.Transform(frames), "Subject", "AgeYears", "Sex", "LvAreaMm2", "WallThicknessMm", "MeasuredLvAreaMm2"),
    "MeasuredLvAreaMm2"
);

var truth = ml.Gan.Correlation(measured, "LvAreaMm2", "MeasuredLvAreaMm2");
Console.WriteLine(
    FormattableString.Invariant($"LV area measured in {truth["N"][0]} of {(quick ? 40 : 400)} hearts; r with the truth {truth["R"][0]:F3}")
);
var study = ml.Gan.Association(
    measured,
    new AssociationOptions
    {
        Outcomes = ["MeasuredLvAreaMm2"],
        Exposures = ["AgeYears"],
        Covariates = ["Sex"],
    }
);
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"LV area on age: {study["beta"][0]:F1} mm² a year (95 % CI {study["lower"][0]:F1} to {study["upper"][0]:F1}), p "
            + $"{study["p"][0]:G2}; planted 15"
    )
);
var partial = ml.Gan.PartialCorrelation(measured, "AgeYears", "MeasuredLvAreaMm2", "WallThicknessMm");
Console.WriteLine(FormattableString.Invariant($"Partial correlation given the wall's thickness: {partial["R"][0]:F2}"));
