using GanCmri.Reports.Guidance;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Demo;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Demo;

/// <summary>Runs a synthetic cohort into a folder: CSV tables, animated cines, a report and the run's record.</summary>
public static class DemoFiles
{
    private const int CineZoom = 2;

    /// <summary>Makes the cohort and writes everything about it.</summary>
    /// <param name="models">Networks and directions.</param>
    /// <param name="options">The cohort.</param>
    /// <param name="folder">Made if missing; files of the same names are replaced.</param>
    /// <param name="command">The command or pipeline to record.</param>
    /// <param name="clock">Source of the times recorded.</param>
    /// <param name="progress">Told the frames finished.</param>
    /// <param name="cancellationToken">Stops at the next batch of frames; tables and report are then not written.</param>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static StudyResult Write(
        HeartModels models,
        StudyOptions options,
        string folder,
        string command,
        TimeProvider clock,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var started = clock.GetUtcNow();
        var written = new List<string>();
        string At(string name)
        {
            written.Add(name);
            return Path.Combine(folder, name);
        }

        var exhibits = new DemoExhibits(options);
        var index = 0;
        var cohort = new DemoStudy(models, options).Run(
            subject =>
            {
                foreach (var cine in subject.Cines)
                    AtomicFile.WriteBytes(
                        At($"cines/{subject.Name}-{cine.Trajectory.Word()}.gif"),
                        HeartPictures.Cine([.. cine.Frames.Select(f => f.Image)], options.FrameTimeMs, CineZoom, subject.Name).Bytes
                    );
                exhibits.Add(index++, subject);
            },
            progress,
            cancellationToken
        );

        DemoTables.SaveCohort(At("cohort.csv"), cohort);
        DemoTables.SavePhenotypes(At("phenotypes.csv"), cohort);
        GuidanceTables.SaveGuidance(At("guidance.csv"), cohort);
        GuidanceTables.SaveCorrelations(At("correlations.csv"), cohort);
        DemoReport.Build(cohort, exhibits, models).Save(At("report.html"));
        new RunRecord
        {
            Command = command,
            Options = options,
            Seed = options.Seed,
            Device = models.Device.ToString(),
            Inputs = models.Files,
            Outputs = [.. written.Select(name => FileDigest.Of(Path.Combine(folder, name), name))],
            StartedUtc = started,
            EndedUtc = clock.GetUtcNow(),
        }.Save(Path.Combine(folder, "run.json"));
        return cohort;
    }
}
