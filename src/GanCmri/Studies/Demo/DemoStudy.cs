using GanCmri.Runtime;
using GanCmri.Studies.Guidance;

namespace GanCmri.Studies.Demo;

/// <summary>
/// The published experiment over a cohort of synthetic hearts: cines by each trajectory, guidance along each direction, every frame
/// measured by one segmenter (Vukadinovic et al., PMLR 225, 2023; there one heart was guided in 50 steps, here every heart is).
/// </summary>
internal sealed class DemoStudy
{
    private readonly HeartModels _models;
    private readonly StudyOptions _options;

    /// <summary>Plans a cohort; nothing is computed yet.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public DemoStudy(HeartModels models, StudyOptions options)
    {
        options.Validate();
        (_models, _options) = (models, options);
    }

    /// <summary>Makes and measures heart after heart; only one heart's images are held at a time.</summary>
    /// <param name="seen">Given each heart with its images, e.g. to write its cines.</param>
    /// <param name="progress">Told the frames finished.</param>
    /// <param name="cancellation">Stops at the next batch of frames.</param>
    public StudyResult Run(
        Action<MeasuredSubject> seen,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var source = new SubjectSource(_models.Generator, _models.EdToEs, _options, _models.Device);
        var maker = new FrameMaker(_models.Generator, _models.Segmenter, _options.FieldMm, _options.BatchSize);
        var perSubject = _models.Trajectories.Count * _options.Frames + _models.Directions.Count * _options.GuidanceSteps.Count;
        long total = (long)perSubject * _options.Subjects,
            done = 0;
        void Made(int frames) => progress?.Report(new StageProgress("Make and measure hearts", done += frames, total, "frames"));

        var results = new List<SubjectResult>(_options.Subjects);
        for (var i = 0; i < _options.Subjects; i++)
        {
            var subject = Measure(source.Draw(i), maker, Made, cancellation);
            seen(subject);
            results.Add(SubjectResult.Of(subject, _options));
        }

        return new StudyResult(_options, results);
    }

    private MeasuredSubject Measure(SyntheticSubject subject, FrameMaker maker, Action<int> made, CancellationToken cancellation)
    {
        var cines = _models.Trajectories.Select(t => t.Closed().Cine(subject.EndDiastole, _options.Frames)).ToArray();
        var guided = _models
            .Directions.Select(d => _options.GuidanceSteps.Select(c => d.Direction.Move(subject.EndDiastole, c)).ToArray())
            .ToArray();
        var frames = new Queue<MeasuredFrame>(maker.Make([.. cines.Concat(guided).SelectMany(w => w)], made, cancellation));
        IReadOnlyList<MeasuredFrame> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => frames.Dequeue())];
        return new MeasuredSubject(
            subject.Name,
            [.. _models.Trajectories.Zip(cines, (t, w) => new SyntheticCine(t.Kind, Take(w.Length)))],
            [.. _models.Directions.Zip(guided, (d, w) => new MeasuredGuidance(d.Phenotype, Take(w.Length)))]
        );
    }
}
