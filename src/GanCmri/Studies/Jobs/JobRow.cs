using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Trajectories;

namespace GanCmri.Studies.Jobs;

/// <summary>Turns the cells of one row into a job; the error of a wrong cell has its column as "where".</summary>
internal sealed class JobRow(JobColumns columns, string folder, string? within)
{
    /// <summary>The job's name: its id, or "row-" and the number of the row.</summary>
    /// <exception cref="InputException">The id is no safe file name.</exception>
    public string Name(string[] cells, int row)
    {
        var id = columns.Cell(cells, JobColumns.Id);
        if (id.Length == 0) return string.Create(CultureInfo.InvariantCulture, $"row-{row:0000}");
        if (!JobName.IsSafe(id) || JobName.IsOfRow(id))
            throw new InputException(JobColumns.Id, JobName.Rule, "another name", "give the job a pseudonym that is safe as a file name");
        return id;
    }

    /// <summary>The job of a row.</summary>
    /// <exception cref="InputException">A cell is wrong.</exception>
    public ReportJob Job(string name, int line, string[] cells)
    {
        string cine = columns.Cell(cells, JobColumns.Cine), seed = columns.Cell(cells, JobColumns.Seed);
        if (cine.Length == 0 && seed.Length == 0) throw new InputException(JobColumns.Cine, "a cine's path or a seed", "neither", "give one of them");
        if (cine.Length > 0 && seed.Length > 0) throw new InputException(JobColumns.Seed, "a cine's path or a seed", "both", "empty one of the cells");
        var isReal = cine.Length > 0;
        return new ReportJob(name, line)
        {
            Seed = isReal ? null : ParseSeed(seed),
            LvArea = Target(cells, TargetRange.LvArea),
            Sphericity = Target(cells, TargetRange.Sphericity),
            Motion = ParseMotion(columns.Cell(cells, JobColumns.Trajectory), isReal),
            Frames = ParseFrames(columns.Cell(cells, JobColumns.Frames)),
            Outputs = ParseOutputs(columns.Cell(cells, JobColumns.Outputs)),
            Within = isReal ? within : null,
            Cine = isReal ? CinePlace.Find(cine, folder, within) : null,
        };
    }

    private JobTarget? Target(string[] cells, TargetRange range) => columns.Cell(cells, range.Column) is { Length: > 0 } text ? JobTarget.Parse(text, range) : null;

    private static uint ParseSeed(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
        ? seed : throw new InputException(JobColumns.Seed, "a whole number from 0 to 4294967295", CellText.Shown(text), "correct the cell");

    private static int? ParseFrames(string text)
    {
        if (text.Length == 0) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var frames) && frames is >= ReportJob.FewestFrames and <= ReportJob.MostFrames ? frames
            : throw new InputException(JobColumns.Frames, $"a whole number from {ReportJob.FewestFrames} to {ReportJob.MostFrames}", CellText.Shown(text), "correct the cell, or leave it empty");
    }

    private static MotionKind? ParseMotion(string text, bool isReal)
    {
        if (text.Length == 0) return isReal ? null : MotionKind.FrameToFrame;
        if (text == JobWords.Own)
        {
            return isReal ? null
                : throw new InputException(JobColumns.Trajectory, "a trajectory for a synthetic heart", "own, which only a real cine has", "name another, or leave the cell empty");
        }

        return MotionWords.Parse(text)
            ?? throw new InputException(JobColumns.Trajectory, $"{string.Join(", ", MotionWords.All)}, {JobWords.Own} or an empty cell", CellText.Shown(text), "correct the cell");
    }

    private static JobOutputs ParseOutputs(string text)
    {
        if (text.Length == 0) return JobOutputs.All;
        var outputs = JobOutputs.None;
        foreach (var word in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            outputs |= JobWords.Outputs.TryGetValue(word, out var one) ? one
                : throw new InputException(JobColumns.Outputs, string.Join(", ", JobWords.Outputs.Keys) + " with spaces between", CellText.Shown(text),
                    "correct the cell, or leave it empty for all");
        }

        return outputs;
    }
}
