using GanCmri.Learning.Columns;
using GanCmri.Learning.Data;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;
using Microsoft.ML;

namespace GanCmri.Learning.Trajectories;

/// <summary>Learns a motion from rows of frames, grouped into cines by their columns.</summary>
/// <typeparam name="TTransformer">The fitted step.</typeparam>
public abstract class TrajectoryEstimator<TTransformer> : GanEstimator<TTransformer>
    where TTransformer : TrajectoryTransformer
{
    private readonly string _output;
    private readonly string _input;
    private readonly TrajectoryOptions _options;

    private protected TrajectoryEstimator(GanContext context, string output, string input, TrajectoryOptions options)
        : base(context)
    {
        options.Validate();
        (_output, _input, _options) = (output, input, options);
    }

    internal sealed override IReadOnlyList<InputColumn> Inputs
    {
        get
        {
            var columns = new List<InputColumn>
            {
                InputColumn.Latent(_input),
                InputColumn.TextOf(_options.SubjectColumnName, "pseudonym of the subject"),
                InputColumn.TextOf(_options.SeriesColumnName, "name of the cine"),
                new(_options.FrameColumnName, "frame number"),
            };
            if (_options.PhaseColumnName is { } phase)
                columns.Add(InputColumn.TextOf(phase, "ED, ES or empty"));
            if (_options.TimeColumnName is { } time)
                columns.Add(new InputColumn(time, "time after the R wave, ms"));
            return columns;
        }
    }

    internal sealed override IReadOnlyList<OutputColumn> Outputs => [new OutputColumn(_output, "latents of a cine", _options.Frames, 1)];

    private protected sealed override TTransformer FitChecked(IDataView input) =>
        Make(
            new TrajectoryTransformer.Saved(_output, _input, TrajectoryState.Of(Learn(Cines(input))), _options.Frames, _options.StartPhase)
        );

    /// <summary>Fits the motion.</summary>
    private protected abstract Trajectory Learn(IReadOnlyList<LatentCine> cines);

    /// <summary>Makes the fitted step.</summary>
    private protected abstract TTransformer Make(TrajectoryTransformer.Saved saved);

    private IReadOnlyList<LatentCine> Cines(IDataView input)
    {
        var latents = ColumnReader.Read(input, Context.Cancellation, _input, _options.FrameColumnName);
        var subjects = ColumnReader.ReadText(input, _options.SubjectColumnName);
        var series = ColumnReader.ReadText(input, _options.SeriesColumnName);
        var phases = _options.PhaseColumnName is { } phase ? ColumnReader.ReadText(input, phase) : null;
        var times = _options.TimeColumnName is { } time ? ColumnReader.Read(input, Context.Cancellation, time)[0] : null;
        return new LatentTable([
            .. subjects.Select(
                (subject, i) =>
                    new LatentFrame(
                        subject,
                        series[i],
                        0,
                        (int)latents[1][i][0],
                        phases?[i] ?? "",
                        times is null || float.IsNaN(times[i][0]) ? null : times[i][0],
                        latents[0][i]
                    )
            ),
        ]).Cines();
    }
}
