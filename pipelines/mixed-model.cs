#!/usr/bin/env dotnet
#:project ../src/GanCmri/GanCmri.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// Repeated measures: synthetic patients of several slices and frames, whose left ventricle grows with age by a planted step along a
// direction, are measured on their images; a random-intercept model (frame in slice in patient) finds the effect of age, beside least
// squares that takes all frames for independent.
//
//   dotnet run pipelines/mixed-model.cs [-- --quick]
//
// Expected:
//   # frames measured of # patients, # slices each
//   random intercepts: # mm² a year (95 % CI # to #), # degrees of freedom
//   frames taken for independent: # mm² a year (95 % CI # to #), # degrees of freedom: its interval is # of the other's width
using System.Globalization;
using GanCmri.Learning;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

InputException.EndsProcess();
LibTorch.TuneAllocator();
var quick = args.Contains("--quick");
int patients = quick ? 8 : 40,
    slices = quick ? 2 : 3,
    frames = 3;
var generator = ModelFolder.Shipped.Generator;
var edToEs = (EdToEs)TrajectoryFile.Read(ModelFolder.Shipped.EdToEs).Trajectory;
var lvArea = DirectionFile.ReadJson(ModelFolder.Shipped.LvArea).Direction;
var ml = new MLContext(seed: 1);

// A patient's slices are alike: most of z is the patient's.
var own = ml.Gan.SampleLatents(patients, generator, seed: 1).GetColumn<float[]>("Z").ToArray();
var other = ml.Gan.SampleLatents(patients * slices, generator, seed: 2).GetColumn<float[]>("Z").ToArray();
var rows = Enumerable
    .Range(0, patients * slices)
    .Select(i => new Slice
    {
        Patient = $"p{i / slices:00}",
        Number = $"s{i % slices}",
        Age = 40 + 30f * (i / slices) / patients,
        Step = (40 + 30f * (i / slices) / patients - 55) / 15,
        Z = [.. own[i / slices].Zip(other[i], (a, b) => 0.9f * a + 0.436f * b)],
    });
var schema = SchemaDefinition.Create(typeof(Slice));
schema["Z"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, own[0].Length);
var cohort = ml.Data.LoadFromEnumerable(rows, schema);
using var move = ml
    .Gan.MapLatents("W", generator, "Z", truncationPsi: 0.7f)
    .Append(ml.Gan.MoveAlong("W", lvArea.Vector, "Step"))
    .Append(ml.Gan.ApplyTrajectory("Path", edToEs, "W", frames: frames))
    .Append(ml.Gan.GenerateCines("Cine", generator, "Path"))
    .Fit(cohort);
var cines = ml.Data.Cache(move.Transform(cohort), "Patient", "Number", "Age", "Cine");
var images = ml.Gan.SplitFrames(cines, "Image", "Cine");
using var measure = ml.Gan.MeasurePhenotypes("Image").Fit(images);
var measured = ml.Data.Cache(
    ml.Data.FilterRowsByMissingValues(measure.Transform(images), "LvAreaMm2"),
    "Patient",
    "Number",
    "Age",
    "Frame",
    "LvAreaMm2"
);
Console.WriteLine($"{measured.GetColumn<float>("LvAreaMm2").Count()} frames measured of {patients} patients, {slices} slices each");

var model = new AssociationOptions
{
    Outcomes = ["LvAreaMm2"],
    Exposures = ["Age"],
    Covariates = ["Frame"],
    Random = ["Patient", "Number"],
};
var nested = ml.Gan.Association(measured, model);
var flat = ml.Gan.Association(measured, model with { Random = [] });
Console.WriteLine($"random intercepts: {Effect(nested)}");
Console.WriteLine(
    FormattableString.Invariant(
        $"frames taken for independent: {Effect(flat)}: its interval is {Width(flat) / Width(nested):F2} of the other's width"
    )
);

static string Effect(DataFrame study) =>
    string.Create(
        CultureInfo.InvariantCulture,
        $"{study["beta"][0]:F1} mm² a year (95 % CI {study["lower"][0]:F1} to {study["upper"][0]:F1}), "
            + $"{study["df"][0]:F0} degrees of freedom"
    );

static double Width(DataFrame study) => (double)study["upper"][0] - (double)study["lower"][0];

/// <summary>One slice of one patient.</summary>
sealed class Slice
{
    public string Patient { get; set; } = "";

    public string Number { get; set; } = "";

    public float Age { get; set; }

    public float Step { get; set; }

    public float[] Z { get; set; } = [];
}
