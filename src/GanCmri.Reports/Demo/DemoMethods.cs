using System.Globalization;
using GanCmri.Reports.Html;
using GanCmri.Studies;
using GanCmri.Studies.Demo;

namespace GanCmri.Reports.Demo;

/// <summary>The report's last section: how it was done, with which files, and what it cannot say.</summary>
internal sealed class DemoMethods(StudyResult cohort, HeartModels models)
{
    public void AppendTo(HtmlReport report)
    {
        var o = cohort.Options;
        var section = report.Section("Methods and limits");
        section.Paragraph(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Hearts: z from a normal distribution (seed {o.Seed}), w by the mapping network with truncation {o.Psi}, moved to "
                    + $"end-diastole by {-o.StartOffset} of the ED-to-ES direction. Images: {models.Generator.Options.Resolution} x "
                    + $"{models.Generator.Options.Resolution} pixels of {models.Generator.Spacing(o.FieldMm).RowMm:0.00} mm. "
                    + $"The method is that of Vukadinovic et al., PMLR 225:594-606, 2023, on short-axis instead of long-axis "
                    + $"images."
            )
        );
        section.Paragraph(
            "LV area is the sum of the cavity's probabilities in mm²; the sphericity index is the minor over the major axis of the "
                + "cavity's ellipse (1 is a circle). ED and ES are the frames with the largest and the smallest area. r: Pearson, "
                + "intervals by Fisher's z; medians with BCa bootstrap intervals (2000 resamples of hearts)."
        );
        section.Paragraph(
            "Images and outlines come from two networks trained on the same small set of patients: where both err alike, the figures "
                + "look better than the images are. Truncation narrows the cohort. One slice cannot give volumes or an ejection "
                + "fraction. No cardiologist has read these images."
        );
        var table = new HtmlTable(
            new HtmlColumn("File", IsNumber: false),
            new HtmlColumn("Bytes"),
            new HtmlColumn("SHA-256", IsNumber: false)
        );
        foreach (var file in models.Files)
            table.Row(file.Name, file.Bytes.ToString(CultureInfo.InvariantCulture), file.Sha256);
        section.Table(table, "Models used.");
    }
}
