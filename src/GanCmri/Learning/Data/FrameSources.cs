using GanCmri.Imaging;
using GanCmri.Imaging.Phantom;
using GanCmri.Imaging.Store;
using GanCmri.Phenotypes;

namespace GanCmri.Learning.Data;

/// <summary>Frames as rows: one row a frame, with its subject, series, frame number, phase, time and image.</summary>
internal static class FrameSources
{
    /// <summary>The frames of a store, read from the mapped file as they are needed.</summary>
    public static RowsView Store(FrameStore store)
    {
        FrameRow Row(long row) => store.Rows[(int)row];
        return new RowsView(
            store.Count,
            SourceColumn.Text("Subject", r => Row(r).Subject),
            SourceColumn.Text("Study", r => Row(r).Study),
            SourceColumn.Text("Series", r => Row(r).Series),
            SourceColumn.Number("Slice", r => Row(r).Slice),
            SourceColumn.Number("Frame", r => Row(r).Frame),
            SourceColumn.Text("Phase", r => Row(r).Phase),
            SourceColumn.Number("TimeMs", r => (float)(Row(r).TimeMs ?? double.NaN), "ms"),
            SourceColumn.Text("Pathology", r => Row(r).Pathology),
            SourceColumn.Text("Source", r => Row(r).Source),
            SourceColumn.Number("SlicePosition", r => (float)(Row(r).SlicePosition ?? double.NaN)),
            SourceColumn.Text("Split", r => $"{Row(r).Split}".ToLowerInvariant()),
            Measure(PhenotypeRegistry.LvAreaPx, r => Row(r).LvAreaPx ?? double.NaN),
            SourceColumn.Vector("Image", [1, store.Resolution, store.Resolution], (r, pixels) => store.Read((int)r, pixels))
        );
    }

    /// <summary>Phantom cines with their truth; a subject is drawn when its first frame is read.</summary>
    public static RowsView Phantom(int subjects, long seed, PhantomOptions options)
    {
        var cohort = new PhantomPopulation(options, seed);
        var drawn = new ThreadLocal<DrawnPhantom?>();
        DrawnPhantom Of(long row)
        {
            var index = row / options.Phases;
            if (drawn.Value is not { } held || held.Subject.Index != index)
                drawn.Value = held = DrawnPhantom.Draw(cohort.Subject(index));
            return held;
        }

        PhantomSubject Who(long row) => cohort.Subject(row / options.Phases);
        PhantomFrameTruth Truth(long row) => Of(row).Cine.Truth.Frames[(int)(row % options.Phases)];
        return new RowsView(
            (long)subjects * options.Phases,
            SourceColumn.Text("Subject", r => Who(r).Name),
            SourceColumn.Text("Series", r => Who(r).Name),
            SourceColumn.Number("Frame", r => r % options.Phases),
            SourceColumn.Text("Phase", r => Of(r).Cine.Series.Frames[(int)(r % options.Phases)].Phase),
            SourceColumn.Number("TimeMs", r => (float)Of(r).Cine.Series.Frames[(int)(r % options.Phases)].TimeMs, "ms"),
            SourceColumn.Number("AgeYears", r => (float)Who(r).Covariates.AgeYears, "years"),
            SourceColumn.Text("Sex", r => Who(r).Covariates.IsMale ? "M" : "F"),
            SourceColumn.Text("Group", r => Who(r).Covariates.Group),
            Measure(PhenotypeRegistry.LvArea, r => Truth(r).LvAreaMm2),
            Measure(PhenotypeRegistry.Sphericity, r => Truth(r).SphericityIndex),
            Measure(PhenotypeRegistry.WallThickness, r => Truth(r).WallThicknessMm),
            SourceColumn.Vector(
                "Image",
                [1, options.Field.Size, options.Field.Size],
                (r, pixels) => Of(r).Scale.Apply(Of(r).Cine.Series.Frames[(int)(r % options.Phases)].Image).Pixels.CopyTo(pixels)
            )
        );
    }

    private static SourceColumn Measure(Phenotype phenotype, Func<long, double> value) =>
        SourceColumn.Number(phenotype.Column, r => (float)value(r), phenotype.Unit.Length == 0 ? null : phenotype.Unit);

    private sealed record DrawnPhantom(PhantomSubject Subject, PhantomCine Cine, IntensityScale Scale)
    {
        public static DrawnPhantom Draw(PhantomSubject subject)
        {
            var cine = subject.Render();
            return new DrawnPhantom(subject, cine, IntensityScale.Of(cine.Series.Frames.Select(f => f.Image))!);
        }
    }
}
