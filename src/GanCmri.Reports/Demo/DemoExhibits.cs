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
    private const int FrameZoom = 3;
    private const int ShownPx = 150; // six fit beside each other

    /// <summary>Cines of the first hearts, by trajectory.</summary>
    public Dictionary<MotionKind, List<LabelledPicture>> Cines { get; } = [];

    /// <summary>End-diastolic frames of the first hearts with their outlines.</summary>
    public List<LabelledPicture> Hearts { get; } = [];

    /// <summary>Guided frames of the first hearts with their outlines: heart after heart, by guided phenotype.</summary>
    public Dictionary<FramePhenotype, List<LabelledPicture>> Guided { get; } = [];

    /// <summary>Takes what it needs from heart <paramref name="index"/>.</summary>
    public void Add(int index, MeasuredSubject subject, IReadOnlyList<Picture> cines)
    {
        if (index < HeartsStill)
            Hearts.Add(Still(subject.Cines[0].Frames[0], $"{subject.Name} at end-diastole", subject.Name));
        if (index < HeartsInMotion)
        {
            foreach (var (cine, picture) in subject.Cines.Zip(cines))
                Of(Cines, cine.Trajectory)
                    .Add(
                        new LabelledPicture(
                            picture.At(ShownPx),
                            $"{subject.Name}, FAC {Figures.Short(CineResult.Of(cine, options.FrameTimeMs).Cine.FacPercent)} %"
                        )
                    );
        }

        if (index < HeartsGuided)
        {
            foreach (var series in subject.Guidance)
                Of(Guided, series.Guided).AddRange(Row(subject.Name, series));
        }
    }

    private IEnumerable<LabelledPicture> Row(string name, MeasuredGuidance series)
    {
        // Whole steps of c, or as near to them as the study has.
        var steps = options.GuidanceSteps;
        var whole = Enumerable.Range((int)Math.Ceiling(steps[0]), (int)(Math.Floor(steps[^1]) - Math.Ceiling(steps[0])) + 1);
        var shown = whole.Select(c => Enumerable.Range(0, steps.Count).MinBy(i => Math.Abs(steps[i] - c))).Distinct();
        return shown.Select(i =>
            Still(
                series.Frames[i],
                $"{name} at c = {Figures.Step(steps[i])}",
                $"c = {Figures.Step(steps[i])}: {Figures.Short(series.Guided.Measure(series.Frames[i].Measures))} "
                    + $"{series.Guided.Unit}".TrimEnd()
            )
        );
    }

    private static LabelledPicture Still(MeasuredFrame frame, string altText, string label) =>
        new(
            HeartPictures
                .Frame(frame.Image, frame.Cavity, FrameZoom, "Synthetic heart " + altText + " with its outlined cavity")
                .At(ShownPx),
            label
        );

    private static List<TItem> Of<TKey, TItem>(Dictionary<TKey, List<TItem>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        return list;
    }
}
