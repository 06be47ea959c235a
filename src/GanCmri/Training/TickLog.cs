using System.Diagnostics;
using CsvHelper;
using GanCmri.Evaluation;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;

namespace GanCmri.Training;

/// <summary>The mean losses of each tick, as CSV; lines after the restored checkpoint are dropped.</summary>
internal sealed class TickLog
{
    private readonly string _path;
    private readonly List<StepLosses> _steps = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<TrainingTick> _ticks = [];
    private double _from;

    public TickLog(string path, double kimg)
    {
        (_path, _from) = (path, kimg);
        if (!File.Exists(path))
            return;
        try
        {
            _ticks.AddRange(CsvFile.ReadRecords<TrainingTick>(path).Where(t => t.Kimg <= kimg));
        }
        catch (CsvHelperException e)
        {
            throw new InputException(
                path,
                "the ticks of this run, as train wrote them",
                "another table",
                "put the file back, or move it away to begin a new log",
                e
            );
        }
    }

    /// <summary>The lowest Fréchet distance so far; null without one.</summary>
    public double? BestFrechet => _ticks.Min(t => t.Frechet);

    public void Add(StepLosses losses) => _steps.Add(losses);

    /// <summary>Writes a line; judging takes its own time, which does not count as training.</summary>
    public TrainingTick Write(long images, Func<GeneratorScore?> judge)
    {
        var (kimg, seconds, score) = (images / 1000.0, _clock.Elapsed.TotalSeconds, judge());
        var tick = new TrainingTick(
            kimg,
            seconds,
            (kimg - _from) * 1000 / seconds,
            _steps.Average(s => s.Generator),
            _steps.Average(s => s.Fake),
            _steps.Average(s => s.Real),
            _steps.Average(s => s.RealSign),
            _steps.Average(s => s.Spread),
            score?.Kernel,
            score?.KernelRealTrainToRealValidation,
            score?.Frechet,
            score?.FrechetRealTrainToRealValidation,
            score?.Precision,
            score?.Recall
        );
        _ticks.Add(tick);
        CsvFile.WriteRecords(_path, _ticks);
        _steps.Clear();
        _from = kimg;
        _clock.Restart();
        return tick;
    }
}
