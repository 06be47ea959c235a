using GanCmri.Phenotypes;
using GanCmri.Reports.Html;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Demo;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Demo;

/// <summary>The pictures that a cohort's report shows, collected while hearts pass by.</summary>
internal sealed class DemoExhibits(StudyOptions options)
{
    private const int HeartsInMotion = 6;
    private const int HeartsGuided = 3;
    private const int HeartsStill = 24;

    /// <summary>Cines of the first hearts, by trajectory.</summary>
    public Dictionary<MotionKind, List<Clip>> Cines { get; } = [];

    /// <summary>End-diastolic frames of the first hearts with their outlines.</summary>
    public List<Clip> Hearts { get; } = [];

    /// <summary>Guided frames of the first hearts with their outlines: heart after heart, by guided phenotype.</summary>
    public Dictionary<FramePhenotype, List<Clip>> Guided { get; } = [];

    /// <summary>Takes what it needs from heart <paramref name="index"/>.</summary>
    public void Add(int index, MeasuredSubject subject)
    {
        if (index < HeartsStill)
            Hearts.Add(Still(subject.Cines[0].Frames[0], $"{subject.Name} at end-diastole", subject.Name));
        if (index < HeartsInMotion)
        {
            foreach (var cine in subject.Cines)
                Of(Cines, cine.Trajectory).Add(Moving(subject.Name, cine));
        }

        if (index < HeartsGuided)
        {
            foreach (var series in subject.Guidance)
                Of(Guided, series.Guided).AddRange(Row(subject.Name, series));
        }
    }

    private Clip Moving(string name, SyntheticCine cine)
    {
        var measured = CineResult.Of(cine, options.FrameTimeMs);
        return Clip.Of(
            cine.Frames,
            $"{name}, FAC {Figures.Short(measured.Cine.FacPercent)} %",
            $"Synthetic cine {name}, trajectory {cine.Trajectory.Word()}: one heart beat in a short-axis view",
            measured.Frames.Select(f => f.AreaMm2)
        );
    }

    /// <summary>Steps of c that guided hearts are shown at: whole ones, or as near to them as the study has.</summary>
    public int[] ShownSteps { get; } = Shown(options.GuidanceSteps);

    private static int[] Shown(IReadOnlyList<double> steps)
    {
        var whole = Enumerable.Range((int)Math.Ceiling(steps[0]), (int)(Math.Floor(steps[^1]) - Math.Ceiling(steps[0])) + 1);
        return [.. whole.Select(c => Enumerable.Range(0, steps.Count).MinBy(i => Math.Abs(steps[i] - c))).Distinct()];
    }

    private IEnumerable<Clip> Row(string name, MeasuredGuidance series)
    {
        var steps = options.GuidanceSteps;
        return ShownSteps.Select(i =>
            Still(
                series.Frames[i],
                $"{name} at c = {Figures.Step(steps[i])}",
                $"{name}, c = {Figures.Step(steps[i])}: {Figures.Short(series.Guided.Measure(series.Frames[i].Measures))} "
                    + $"{series.Guided.Unit}".TrimEnd()
            )
        );
    }

    private static Clip Still(MeasuredFrame frame, string altText, string label) =>
        Clip.Of([frame], label, $"Synthetic heart {altText} with its outlined cavity");

    private static List<TItem> Of<TKey, TItem>(Dictionary<TKey, List<TItem>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        return list;
    }
}
