using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Jobs;

/// <summary>Turns the cells of one row into a job.</summary>
internal sealed class JobRow(JobColumns columns, string folder, string? within)
{
    private const string Unnamed = "row-"; // begins the names of rows without an id

    private static readonly Dictionary<string, JobOutputs> OutputWords = new()
    {
        ["gif"] = JobOutputs.Gif,
        ["curve"] = JobOutputs.Curve,
        ["numbers"] = JobOutputs.Numbers,
        ["thumbnail"] = JobOutputs.Thumbnail,
        ["page"] = JobOutputs.Page,
    };

    /// <summary>The job's name: its id, or "row-" and the number of the row.</summary>
    /// <exception cref="JobException">The id is no safe file name.</exception>
    public string Name(string[] cells, int row)
    {
        var id = columns.Cell(cells, JobColumns.Id);
        if (id.Length == 0)
            return string.Create(CultureInfo.InvariantCulture, $"{Unnamed}{row:0000}");
        if (!ReportJob.IsSafe(id) || id.StartsWith(Unnamed, StringComparison.OrdinalIgnoreCase))
            throw new JobException(
                JobColumns.Id,
                ReportJob.NameRule,
                "another name",
                "give the job a pseudonym that is safe as a file name"
            );
        return id;
    }

    /// <summary>The job of a row.</summary>
    /// <exception cref="JobException">A cell is wrong.</exception>
    public ReportJob Job(string name, int line, string[] cells)
    {
        string cine = columns.Cell(cells, JobColumns.Cine),
            seed = columns.Cell(cells, JobColumns.Seed);
        if (cine.Length == 0 && seed.Length == 0)
            throw new JobException(JobColumns.Cine, "a cine's path or a seed", "neither", "give one of them");
        if (cine.Length > 0 && seed.Length > 0)
            throw new JobException(JobColumns.Seed, "a cine's path or a seed", "both", "empty one of the cells");
        var isReal = cine.Length > 0;
        return new ReportJob(name, line)
        {
            Seed = isReal ? null : ParseSeed(seed),
            Targets = Targets(cells),
            Motion = ParseMotion(columns.Cell(cells, JobColumns.Trajectory), isReal),
            Slice = ParseSlice(columns.Cell(cells, JobColumns.Slice), isReal),
            Frames = ParseFrames(columns.Cell(cells, JobColumns.Frames)),
            Outputs = ParseOutputs(columns.Cell(cells, JobColumns.Outputs)),
            Within = isReal ? within : null,
            Cine = isReal ? CinePlace.Find(cine, folder, within) : null,
        };
    }

    private Dictionary<string, JobTarget> Targets(string[] cells) =>
        SteeredPhenotype
            .All.Where(p => columns.Cell(cells, p.Phenotype.Name).Length > 0)
            .ToDictionary(
                p => p.Phenotype.Name,
                p => JobTarget.Parse(columns.Cell(cells, p.Phenotype.Name), p, columns.Header(p.Phenotype.Name))
            );

    private static uint ParseSeed(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new JobException(JobColumns.Seed, "a whole number from 0 to 4294967295", CellText.Shown(text), "correct the cell");

    private static int? ParseSlice(string text, bool isReal)
    {
        if (text.Length == 0)
            return null;
        if (!isReal)
            throw new JobException(
                JobColumns.Slice,
                "an empty cell, as a synthetic heart has one slice",
                CellText.Shown(text),
                "empty the cell"
            );
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var slice)
            ? slice
            : throw new JobException(
                JobColumns.Slice,
                "a whole number from 0",
                CellText.Shown(text),
                "take the number of gancmri measure's table, or leave the cell empty"
            );
    }

    private static int? ParseFrames(string text)
    {
        if (text.Length == 0)
            return null;
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var frames)
            && frames is >= ReportJob.FewestFrames and <= ReportJob.MostFrames
            ? frames
            : throw new JobException(
                JobColumns.Frames,
                $"a whole number from {ReportJob.FewestFrames} to {ReportJob.MostFrames}",
                CellText.Shown(text),
                "correct the cell, or leave it empty"
            );
    }

    private static MotionKind? ParseMotion(string text, bool isReal)
    {
        if (text.Length == 0)
            return isReal ? null : MotionKind.FrameToFrame;
        if (text == JobColumns.OwnMotion)
        {
            return isReal
                ? null
                : throw new JobException(
                    JobColumns.Trajectory,
                    "a trajectory for a synthetic heart",
                    "own, which only a real cine has",
                    "name another, or leave the cell empty"
                );
        }

        return MotionWords.Parse(text)
            ?? throw new JobException(
                JobColumns.Trajectory,
                $"{string.Join(", ", MotionWords.All)}, {JobColumns.OwnMotion} or an empty cell",
                CellText.Shown(text),
                "correct the cell"
            );
    }

    private static JobOutputs ParseOutputs(string text)
    {
        if (text.Length == 0)
            return JobOutputs.All;
        var outputs = JobOutputs.None;
        foreach (var word in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            outputs |= OutputWords.TryGetValue(word, out var one)
                ? one
                : throw new JobException(
                    JobColumns.Outputs,
                    string.Join(", ", OutputWords.Keys) + " with spaces between",
                    CellText.Shown(text),
                    "correct the cell, or leave it empty for all"
                );
        }

        return outputs;
    }
}
