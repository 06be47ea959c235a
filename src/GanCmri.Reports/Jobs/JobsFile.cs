using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using GanCmri.Runtime;
using GanCmri.Studies;

namespace GanCmri.Reports.Jobs;

/// <summary>
/// Reads a CSV file of jobs: comma, UTF-8, a header, a line a job (no line breaks within cells, so that one broken row cannot swallow
/// others). A wrong row becomes a problem and the others stay.
/// </summary>
internal static class JobsFile
{
    /// <summary>Reads all rows; no cine is opened.</summary>
    /// <param name="path">The file.</param>
    /// <param name="allowOutside">Whether cines may lie outside the file's folder.</param>
    /// <exception cref="InputException">The file is missing, has no rows, or its header is wrong.</exception>
    public static JobList Read(string path, bool allowOutside = false) => ReadSent(path, Path.GetFileName(path), null, allowOutside);

    /// <summary>The same of a file that was sent here.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="cines">The folder that its paths begin in and must not leave; null: the file's.</param>
    /// <param name="allowOutside">Whether cines may lie outside that folder.</param>
    internal static JobList ReadSent(string path, string file, string? cines, bool allowOutside = false)
    {
        if (path.Length == 0)
            throw new InputException("jobs", "a CSV file of jobs", "an empty path", "name the file");
        try
        {
            using var lines = File.ReadLines(path).GetEnumerator();
            if (!lines.MoveNext())
                throw new InputException(file, "a header and rows", "an empty file", "write the jobs into it");
            var columns = new JobColumns(
                file,
                Cells(lines.Current) ?? throw new InputException($"{file}, line 1", "a header", "a quote that does not end", "correct it")
            );
            var folder = Path.GetFullPath(cines ?? Path.GetDirectoryName(Path.GetFullPath(path))!);
            var rows = new JobRow(columns, folder, allowOutside ? null : RealPath.Of(folder));
            var (jobs, problems) = (new List<ReportJob>(), new List<JobProblem>());
            var taken = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            for (int line = 2, row = 0; lines.MoveNext(); line++)
            {
                if (string.IsNullOrWhiteSpace(lines.Current))
                    continue;
                row++;
                try
                {
                    var cells = Split(lines.Current, columns);
                    var name = rows.Name(cells, row);
                    if (!taken.TryAdd(name, line))
                        throw new JobException(
                            JobColumns.Id,
                            "a name of its own",
                            $"that of line {taken[name].ToString(CultureInfo.InvariantCulture)}",
                            "rename one of them"
                        );
                    jobs.Add(rows.Job(name, line, cells));
                }
                catch (JobException e)
                {
                    problems.Add(JobProblem.Of(line, e));
                }
            }

            if (jobs.Count + problems.Count == 0)
                throw new InputException(file, "at least one row", "only a header", "write the jobs into it");
            return new JobList(file, jobs, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var found =
                e is FileNotFoundException or DirectoryNotFoundException ? "no such file"
                : Directory.Exists(path) ? "a folder"
                : "a file that cannot be read";
            throw new InputException(path, "a CSV file of jobs", found, "check the path", e);
        }
    }

    private static string[] Split(string line, JobColumns columns)
    {
        var cells =
            Cells(line)
            ?? throw new JobException(
                "",
                "quotes in pairs",
                "a quote that does not end",
                "correct the row; a cell may not hold a line break"
            );
        return cells.Length == columns.Count
            ? cells
            : throw new JobException(
                "",
                $"{columns.Count} cells as in the header",
                $"{cells.Length}",
                "correct the row; quote cells that hold a comma"
            );
    }

    /// <summary>The cells of one line; null if a quote does not end.</summary>
    private static string[]? Cells(string line)
    {
        if (line.Count(c => c == '"') % 2 != 0)
            return null;
        using var parser = new CsvParser(
            new StringReader(line),
            new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, ExceptionMessagesContainRawData = false }
        );
        return parser.Read() ? parser.Record : [];
    }
}
