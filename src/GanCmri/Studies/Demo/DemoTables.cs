using GanCmri.Formats.Tables;
using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Trajectories;

namespace GanCmri.Studies.Demo;

/// <summary>Writes a cohort's numbers as CSV files.</summary>
internal static class DemoTables
{
    /// <summary>cohort.csv: a heart a row.</summary>
    public static void SaveCohort(string path, CohortResult cohort)
    {
        var table = new CsvTable<SubjectResult>()
            .Text("subject", s => s.Name).Text("source", _ => "synthetic")
            .Number("LV area (mm2)", s => s.Cines[0].Frames[0].AreaMm2)
            .Number("LV sphericity index", s => s.Cines[0].Frames[0].SphericityIndex)
            .Count("plausible at ED", s => Plausibility.IsPlausible(s.Cines[0].Frames[0]) ? 1 : 0);
        foreach (var (index, trajectory) in cohort.Trajectories.Select(t => t.Word()).Index())
        {
            table.Number($"LVEDA {trajectory} (mm2)", s => s.Cines[index].Cine.EdaMm2)
                .Number($"LVESA {trajectory} (mm2)", s => s.Cines[index].Cine.EsaMm2)
                .Number($"LVFAC {trajectory} (%)", s => s.Cines[index].Cine.FacPercent)
                .Count($"plausible frames {trajectory}", s => s.Cines[index].PlausibleFrames);
        }

        table.Save(path, cohort.Subjects);
    }

    /// <summary>phenotypes.csv: a cine frame a row.</summary>
    public static void SavePhenotypes(string path, CohortResult cohort) =>
        new CsvTable<(string Subject, MotionKind Trajectory, int Frame, double Phase, LvMeasures Measures)>()
            .Text("subject", r => r.Subject).Text("source", _ => "synthetic").Text("trajectory", r => r.Trajectory.Word())
            .Count("frame", r => r.Frame + 1).Number("phase", r => r.Phase)
            .Number("LV area (mm2)", r => r.Measures.AreaMm2).Number("LV sphericity index", r => r.Measures.SphericityIndex)
            .Text("flags", r => PhenotypeTables.Text(r.Measures.Flags))
            .Save(path,
                from subject in cohort.Subjects
                from cine in subject.Cines
                from frame in cine.Frames.Index()
                select (subject.Name, cine.Trajectory, frame.Index, frame.Index / (double)cine.Frames.Count, frame.Item));
}
