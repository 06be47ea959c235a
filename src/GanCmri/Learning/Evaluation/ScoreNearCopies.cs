using GanCmri.Evaluation;
using GanCmri.Evaluation.Audit;
using GanCmri.Imaging;
using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Saving;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Evaluation;

/// <summary>
/// Says how near images are to the frames that a generator was trained on, by two numbers. The first is the distance to the nearest
/// training frame: 0 for a copy, sqrt(2) for pictures that do not correlate; small shifts and turns, mirroring, brightness and contrast do
/// not change it. The second is that distance divided by the distance to the nearest frame of any other training patient: near 0 for a copy
/// of one patient, near 1 where no patient stands out. <see cref="PrivacyAudit"/> says which ratios are suspect.
/// </summary>
/// <remarks>A saved model holds the training frames themselves, with numbers in the place of the patients' names: keep it where they may be
/// kept.</remarks>
public sealed class ScoreNearCopiesTransformer : BatchTransformer
{
    internal const string KindName = "ScoreNearCopies";
    private readonly Saved _saved;
    private readonly CopyIndex _index;

    internal ScoreNearCopiesTransformer(GanContext context, Saved saved)
        : base(context)
    {
        _saved = saved;
        _index = new CopyIndex(
            new FrameSet(
                [.. saved.Frames.Select(f => new GrayImage(saved.Height, saved.Width, f))],
                [.. saved.Patients.Select(p => FormattableString.Invariant($"{p}"))]
            ),
            AuditView.Pixels
        );
    }

    /// <summary>Training frames compared with.</summary>
    public int FrameCount => _saved.Frames.Length;

    /// <summary>Training patients among them.</summary>
    public int PatientCount => _saved.Patients.Distinct().Count();

    internal override string Kind => KindName;

    internal override IReadOnlyList<InputColumn> Inputs => [Image(_saved.Input, _saved.Height, _saved.Width)];

    internal override IReadOnlyList<OutputColumn> Outputs => Columns(_saved.Output);

    internal override object State => _saved;

    internal static InputColumn Image(string name, int height, int width) => new(name, "image, any unit", 1, height, width);

    internal static OutputColumn[] Columns(string output) =>
        [
            new OutputColumn(output, "distance to the nearest training frame, 0 to 2; 0 is a copy"),
            new OutputColumn(output + ".Ratio", "that distance over the distance to another training patient, 0 to 1"),
        ];

    internal static ScoreNearCopiesTransformer Restore(StateReader state, RestoreContext context) => new(context.Gan, state.As<Saved>());

    private protected override void Compute(Batch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            Cancellation.ThrowIfCancellationRequested();
            var nearest = _index.Find(new GrayImage(_saved.Height, _saved.Width, batch.Input(0, row).ToArray()));
            if (batch.Wanted[0])
                batch.Output(0, row)[0] = (float)nearest.Distance;
            if (batch.Wanted[1])
                batch.Output(1, row)[0] = (float)nearest.Ratio;
        }
    }

    /// <param name="Output">Column of distances.</param>
    /// <param name="Input">Column of images.</param>
    /// <param name="Height">Rows of pixels.</param>
    /// <param name="Width">Columns of pixels.</param>
    /// <param name="Frames">The training frames.</param>
    /// <param name="Patients">The patient of each, numbered in order of appearance.</param>
    internal sealed record Saved(string Output, string Input, int Height, int Width, float[][] Frames, int[] Patients);
}

/// <summary>Makes a <see cref="ScoreNearCopiesTransformer"/>: fitting reads the training frames; nothing is learnt from the pipeline's
/// rows.</summary>
public sealed class ScoreNearCopiesEstimator : GanEstimator<ScoreNearCopiesTransformer>
{
    private readonly string _output;
    private readonly string _input;
    private readonly ImageColumns _training;

    internal ScoreNearCopiesEstimator(GanContext context, string output, string input, ImageColumns training)
        : base(context) => (_output, _input, _training) = (output, input, training);

    internal override IReadOnlyList<InputColumn> Inputs => [ScoreNearCopiesTransformer.Image(_input, _training.Height, _training.Width)];

    internal override IReadOnlyList<OutputColumn> Outputs => ScoreNearCopiesTransformer.Columns(_output);

    private protected override ScoreNearCopiesTransformer FitChecked(IDataView input)
    {
        var frames = _training.Read(minimumSubjects: 2, Context.Cancellation);
        var numbers = frames.Patients.Distinct().Select((name, number) => (name, number)).ToDictionary(p => p.name, p => p.number);
        return new ScoreNearCopiesTransformer(
            Context,
            new ScoreNearCopiesTransformer.Saved(
                _output,
                _input,
                _training.Height,
                _training.Width,
                [.. frames.Frames.Select(f => f.Pixels)],
                [.. frames.Patients.Select(p => numbers[p])]
            )
        );
    }

    private protected override string Describe(ScoreNearCopiesTransformer fitted) =>
        FormattableString.Invariant($"{fitted.FrameCount} training frames of {fitted.PatientCount} patients; a saved model will hold them");
}
