using GanCmri.Formats.Tables;
using GanCmri.Phenotypes;
using GanCmri.Studies;
using GanCmri.Studies.Demo;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Demo;

/// <summary>Writes a cohort's numbers as CSV files.</summary>
internal static class DemoTables
{
    /// <summary>cohort.csv: a heart a row.</summary>
    public static void SaveCohort(string path, StudyResult cohort)
    {
        var table = new TableWriter<SubjectResult>()
            .Text("subject", s => s.Name)
            .Text("source", _ => "synthetic")
            .Numbers(PhenotypeRegistry.Published, p => p.Name, (s, p) => p.Measure(s.Cines[0].Frames[0]))
            .Count("plausible_at_ed", s => Plausibility.IsPlausible(s.Cines[0].Frames[0]) ? 1 : 0);
        foreach (var (index, trajectory) in cohort.Trajectories.Select(t => t.Word().Replace('-', '_')).Index())
        {
            table
                .Numbers(PhenotypeRegistry.Contraction, p => $"{p}_{trajectory}", (s, p) => p.Measure(s.Cines[index].Cine))
                .Count($"plausible_frames_{trajectory}", s => s.Cines[index].PlausibleFrames);
        }

        table.Save(path, cohort.Subjects);
    }

    /// <summary>phenotypes.csv: a cine frame a row.</summary>
    public static void SavePhenotypes(string path, StudyResult cohort) =>
        new TableWriter<(string Subject, CineResult Cine, int Frame, LvMeasures Measures)>()
            .Text("subject", r => r.Subject)
            .Text("source", _ => "synthetic")
            .Text("trajectory", r => r.Cine.Trajectory.Word())
            .Count("frame", r => r.Frame)
            .Text("phase", r => r.Cine.Cine.PhaseOf(r.Frame))
            .Number("cycle_fraction", r => (double)r.Frame / r.Cine.Frames.Count)
            .Numbers(PhenotypeRegistry.Published, p => p.Name, (r, p) => p.Measure(r.Measures))
            .Text("flags", r => PhenotypeTables.Text(r.Measures.Flags))
            .Save(
                path,
                from subject in cohort.Subjects
                from cine in subject.Cines
                from frame in cine.Frames.Index()
                select (subject.Name, cine, frame.Index, frame.Item)
            );
}
