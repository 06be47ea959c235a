using System.CommandLine;
using GanCmri.Latents.Tuning;
using GanCmri.Reports;
using GanCmri.Reports.Jobs;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri report: a batch of jobs from a CSV file.</summary>
internal static class ReportVerb
{
    private const int SomeRowsBad = 1;

    public static Command Build()
    {
        var jobs = new Argument<string>("JOBS") { Description = "CSV file of jobs, comma and UTF-8." };
        var output = new Option<string>("--out")
        {
            Description = "Folder for results.csv, problems.csv, index.html and jobs/ID; made if missing.",
            Required = true,
        };
        var slice = new Option<int?>("--slice")
        {
            Description =
                "Slice of real cines where a row does not name one, from 0. Default, as in gancmri whatif: of the middle third of the "
                + "slices with a certain cavity, the one with the largest end-diastolic area.",
        };
        var outside = new Option<bool>("--allow-outside") { Description = "Cines may lie outside the jobs file's folder. Default: off." };
        var tune = new Option<bool>("--tune")
        {
            Description =
                "Tune the generator a little to each real cine first (pivotal tuning), so that its reconstruction is this very heart: "
                + "minutes a cine, once for rows of one cine that follow each other. A second network then measures under the tuned "
                + "generator's own noise, which holds a part of the picture. Default: off.",
        };
        var models = new Option<string?>("--models")
        {
            Description =
                "Folder with generator.safetensors, ed-es.json, and as far as jobs need them frame-to-frame.json, periodic.json, "
                + "encoder.safetensors. Default: the shipped models of 128 pixels; sax64: those of 64.",
        };
        var segmenter = CommonOptions.SegmenterFile();
        var judge = CommonOptions.Judge();
        var device = CommonOptions.Device();
        var shard = new ShardOption("report");
        var verb = new Command(
            "report",
            $"""
            Does the jobs of a CSV file, a row a job: a real cine or a synthetic heart, LV area or sphericity changed as asked, in motion
            and measured.
            Columns, all but one of cine and seed optional:
              id          name in files and tables (never a patient's)
              cine        path of a real cine, from the jobs file's folder: DICOM, NIfTI, pictures or a frame store
              slice       slice of a cine, from 0 as in gancmri measure's table; default as --slice; printed, and in results.csv
              seed        synthetic heart, as in gancmri generate --seeds --trunc 0.8
            {string.Join('\n', SteeredPhenotype.All.Select(Described))}
              trajectory  periodic, frame-to-frame, ed-to-es, or own (a real cine's); default own, or frame-to-frame for a seed
              frames      2 to 100; default: the cine's own, or 20
              outputs     of page gif curve numbers thumbnail; default all
            A bad row is reported by line and column and the others go on. Exit code: 0 all well, 1 some rows bad, 2 nothing could start.
            After Ctrl-C or a kill the same command goes on where it stopped and ends with the same files.
            On many machines: the same with --shard 0/8 to 7/8, then gancmri gather report.
            Example: gancmri report jobs.csv --out report
              jobs.csv: id,seed,{SteeredPhenotype.LvArea},trajectory
                        larger,7,+15%,periodic
                        smaller,7,-15%,periodic
            """
        )
        {
            jobs,
            output,
            slice,
            outside,
            tune,
            models,
            segmenter,
            judge,
            device,
            shard.Option,
        };
        verb.SetAction(
            (parsed, cancel) =>
            {
                var folder = parsed.GetRequiredValue(output);
                if (parsed.GetValue(slice) < 0)
                    throw new InputException(
                        "--slice",
                        "a slice from 0",
                        $"{parsed.GetValue(slice)}",
                        "take the number of gancmri measure's table"
                    );
                var list = JobsFile.Read(parsed.GetRequiredValue(jobs), parsed.GetValue(outside));
                if (parsed.GetValue(shard.Option) is null)
                    list = JobCheck.Of(list, parsed.GetValue(slice)); // shards would each look into all cines
                foreach (var problem in list.Problems)
                    Console.Error.WriteLine("gancmri: " + problem.Message(list.FileName));
                using var loaded = ReportModels.Load(
                    parsed.GetValue(models),
                    parsed.GetValue(segmenter),
                    TorchDevice.Parse(parsed.GetValue(device)),
                    CommonOptions.JudgeFile(parsed.GetValue(judge), parsed.GetValue(segmenter))
                );
                var asked = new BatchReportOptions
                {
                    Slice = parsed.GetValue(slice),
                    Tuning = parsed.GetValue(tune) ? new TuningOptions() : null,
                };
                BatchResult Run(JobList some, string to) => ProgressBars.Run(p => BatchReport.Run(some, loaded, to, asked, p, cancel));
                return Task.FromResult(
                    shard.Run(
                        parsed,
                        folder,
                        [folder],
                        list.Jobs.Select(j => j.Cine).Where(c => File.Exists(c) || Directory.Exists(c)).OfType<string>(),
                        whole: () => Print(list, Run(list, folder), folder),
                        part => JobShards.Do(list, part, Run),
                        set => Print(list, JobShards.Join(list, folder, set, Run), folder)
                    )
                );
            }
        );
        return verb;
    }

    private static int Print(JobList list, BatchResult batch, string folder)
    {
        foreach (var problem in batch.Problems.Except(list.Problems))
            Console.Error.WriteLine("gancmri: " + problem.Message(list.FileName));
        foreach (var (job, result) in batch.Finished.Where(f => f.Result.Slice is not null))
            Console.WriteLine($"{job.Name}: slice {result.Slice!.Number} (from 0, of {result.Slice.Slices}): {result.Slice.Reason}");
        Console.WriteLine(
            $"{batch.Finished.Count} of {batch.Finished.Count + batch.Problems.Count} rows gave a result. "
                + $"{Path.Combine(folder, "index.html")}"
        );
        return list.Jobs.Count == 0 ? App.BadInput
            : batch.Problems.Count > 0 ? SomeRowsBad
            : 0;
    }

    private static string Described(SteeredPhenotype phenotype)
    {
        var (p, unit) = (phenotype.Phenotype, phenotype.Phenotype.Unit.Length == 0 ? "" : " " + phenotype.Phenotype.Unit);
        return FormattableString.Invariant(
            $"  {p.Name}  {p.Label} asked for at end-diastole: {phenotype.Least} to {phenotype.Most}{unit}, or a change (+15%)"
        );
    }
}
