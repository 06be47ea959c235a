using System.Globalization;
using GanCmri.Formats.Tables;
using GanCmri.Imaging.Pictures;
using GanCmri.Runtime;
using SixLabors.ImageSharp.Formats.Png;

namespace GanCmri.Imaging.Phantom;

/// <summary>
/// Writes a cohort as pictures with tables: images/ and lv-masks/ (PNG), subjects.csv (covariates and chosen phenotypes), frames.csv
/// (a line a frame with its truth; the layout that <see cref="CineReader"/> reads). frames.csv comes last: without it the folder is
/// unfinished.
/// </summary>
public static class PhantomFolder
{
    private const int ChunkSubjects = 64;

    /// <summary>Writes the first subjects of a cohort; the files do not depend on the number of threads.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="subjects">How many, at least 1.</param>
    /// <param name="folder">Made if missing; files of equal names are replaced.</param>
    /// <param name="progress">Told the subjects written.</param>
    /// <param name="cancellationToken">Stops after the subjects in hand.</param>
    /// <exception cref="InputException">No subjects, or the folder cannot be written.</exception>
    public static void Write(
        PhantomPopulation cohort,
        int subjects,
        string folder,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        if (subjects < 1)
            throw new InputException("subjects", "at least 1", subjects.ToString(CultureInfo.InvariantCulture), "ask for more");
        Prepare(folder);
        CsvFile.WriteRecords(Path.Combine(folder, "subjects.csv"), cohort.Subjects(subjects).Select(SubjectRow.Of));
        CsvFile.Write(
            Path.Combine(folder, "frames.csv"),
            csv =>
            {
                csv.WriteHeader<PhantomFrameRow>();
                csv.NextRecord();
                for (var first = 0; first < subjects; first += ChunkSubjects)
                {
                    var chunk = new PhantomFrameRow[Math.Min(ChunkSubjects, subjects - first)][];
                    var options = new ParallelOptions
                    {
                        CancellationToken = cancellationToken,
                        MaxDegreeOfParallelism = Environment.ProcessorCount,
                    };
                    Parallel.For(0, chunk.Length, options, i => chunk[i] = WriteSubject(cohort.Subject(first + i), folder));
                    csv.WriteRecords(chunk.SelectMany(rows => rows));
                    progress?.Report(new StageProgress("phantom", first + chunk.Length, subjects, "subjects"));
                }
            }
        );
    }

    private static void Prepare(string folder)
    {
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "images"));
            Directory.CreateDirectory(Path.Combine(folder, "lv-masks"));
            File.Delete(Path.Combine(folder, "frames.csv"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(folder, "a folder that can be made and written", e.GetType().Name, "choose another output", e);
        }
    }

    private static PhantomFrameRow[] WriteSubject(PhantomSubject subject, string folder)
    {
        var cine = subject.Render();
        var rows = cine.Series.Frames.Select((frame, i) => PhantomFrameRow.Of(cine, i)).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            var image = cine.Series.Frames[i].Image;
            WritePng(
                Path.Combine(folder, rows[i].Image),
                image.Height,
                image.Width,
                Array.ConvertAll(image.Pixels, v => (byte)MathF.Round(v)),
                PngBitDepth.Bit8
            );
            var mask = cine.Truth.Frames[i].LvCavity;
            WritePng(
                Path.Combine(folder, rows[i].LvMask),
                mask.Height,
                mask.Width,
                Array.ConvertAll(mask.Inside, v => v ? byte.MaxValue : (byte)0),
                PngBitDepth.Bit1
            );
        }

        return rows;
    }

    // Not one by one through AtomicFile: its flush to the disk costs more than the drawing, and frames.csv already marks the whole.
    private static void WritePng(string path, int height, int width, byte[] pixels, PngBitDepth bits)
    {
        try
        {
            using var picture = PictureEncoding.Grey(pixels, width, height);
            File.WriteAllBytes(path, PictureEncoding.Png(picture, bits, isQuick: true));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, "a place that can be written", e.GetType().Name, "choose another output or free the disk", e);
        }
    }
}
