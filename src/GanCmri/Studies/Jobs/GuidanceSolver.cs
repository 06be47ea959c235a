using GanCmri.Reports;

namespace GanCmri.Studies.Jobs;

/// <summary>
/// Finds the guidance steps of a job. A change in % is looked for by measuring the end-diastolic frame at 16 steps along the direction and
/// drawing straight lines between; with two phenotypes the second is found with the first applied, and both once more, as directions leak.
/// </summary>
internal sealed class GuidanceSolver(FrameMaker maker, CohortModels models)
{
    private static readonly double[] Grid = [.. Enumerable.Range(0, 16).Select(i => -3.5 + 0.5 * i)]; // -3.5 to 4: one batch

    /// <summary>The steps, before and after.</summary>
    /// <param name="endDiastole">Latent of the end-diastolic frame.</param>
    /// <param name="job">What is asked.</param>
    /// <param name="notes">Told what could not be reached.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    public AppliedGuidance Solve(float[] endDiastole, ReportJob job, List<string> notes, CancellationToken cancellation)
    {
        (Phenotype Phenotype, GuidanceTarget? Target)[] asked = [(Phenotype.LvArea, job.LvArea), (Phenotype.Sphericity, job.Sphericity)];
        var before = maker.Make([endDiastole], _ => { }, cancellation)[0].Measures;
        Searched[] wanted = [.. asked.Where(a => a.Target is not null).Select(a => new Searched(
            models.Directions.First(d => d.Phenotype == a.Phenotype), a.Target!, a.Phenotype.Measure(before)))];
        var searched = wanted.Where(w => w.Target.IsRelative).ToArray();
        foreach (var one in Enumerable.Repeat(searched, searched.Length > 1 ? 2 : 1).SelectMany(s => s)) Search(endDiastole, one, wanted, cancellation);
        foreach (var one in searched.Where(s => !s.IsReached))
        {
            notes.Add(double.IsFinite(one.Before)
                ? $"{one.Phenotype.Name}: {one.Target.Text} is out of reach, nearest taken (c = {Figures.Step(one.Step)})"
                : $"{one.Phenotype.Name}: not measurable at end-diastole, not guided");
        }

        var after = maker.Make([Move(endDiastole, wanted)], _ => { }, cancellation)[0].Measures;
        GuidedValue? Value(Phenotype p) => wanted.FirstOrDefault(w => w.Phenotype == p) is { } w
            ? new GuidedValue(w.Target.Text, w.Step, w.Before, w.Aim, p.Measure(after)) : null;
        return new AppliedGuidance(w => Move(w, wanted), Value(Phenotype.LvArea), Value(Phenotype.Sphericity));
    }

    private void Search(float[] endDiastole, Searched one, Searched[] all, CancellationToken cancellation)
    {
        if (!double.IsFinite(one.Before)) return;
        var start = Move(endDiastole, [.. all.Where(a => a != one)]);
        var frames = maker.Make([.. Grid.Select(c => one.Direction.Move(start, c))], _ => { }, cancellation);
        one.Take(Grid, [.. frames.Select(f => Plausibility.IsPlausible(f.Measures) ? one.Phenotype.Measure(f.Measures) : double.NaN)]);
    }

    private static float[] Move(float[] w, Searched[] all) => all.Aggregate(w, (at, one) => one.Step == 0 ? at : one.Direction.Move(at, one.Step));

    private sealed class Searched(GuidedPhenotype guided, GuidanceTarget target, double before)
    {
        public Phenotype Phenotype => guided.Phenotype;

        public Trajectories.PhenotypeDirection Direction => guided.Direction;

        public GuidanceTarget Target => target;

        public double Before => before;

        public double Aim { get; } = target.IsRelative ? before * (1 + target.Value / 100) : double.NaN;

        public double Step { get; private set; } = target.IsRelative ? 0 : target.Value;

        public bool IsReached { get; private set; }

        /// <summary>Of the places where the measured curve crosses the aim, the one of the smallest step; else the nearest value.</summary>
        public void Take(double[] steps, double[] values)
        {
            var crossings = Enumerable.Range(0, steps.Length - 1)
                .Where(i => double.IsFinite(values[i]) && double.IsFinite(values[i + 1]) && (values[i] - Aim) * (values[i + 1] - Aim) <= 0)
                .Select(i => values[i] == values[i + 1] ? steps[i] : steps[i] + (steps[i + 1] - steps[i]) * (Aim - values[i]) / (values[i + 1] - values[i])).ToArray();
            IsReached = crossings.Length > 0;
            var known = Enumerable.Range(0, steps.Length).Where(i => double.IsFinite(values[i])).ToArray();
            if (IsReached) Step = crossings.MinBy(Math.Abs);
            else if (known.Length > 0) Step = steps[known.MinBy(i => Math.Abs(values[i] - Aim))];
        }
    }
}

/// <summary>Guidance that was found.</summary>
/// <param name="Move">Guides any latent.</param>
/// <param name="LvArea">In numbers; null: not guided.</param>
/// <param name="Sphericity">In numbers; null: not guided.</param>
internal sealed record AppliedGuidance(Func<float[], float[]> Move, GuidedValue? LvArea, GuidedValue? Sphericity);
