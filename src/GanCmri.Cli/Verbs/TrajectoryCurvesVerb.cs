using System.CommandLine;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Curves;
using GanCmri.Runtime;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri trajectory curves.</summary>
internal static class TrajectoryCurvesVerb
{
    public static Command Build()
    {
        var phenotypes = new Option<string>("--phenotypes")
        {
            Description =
                "Measured frames of whole cines (gancmri measure --out); slices of 12 frames or more, all with a cavity, are used.",
            Required = true,
        };
        var column = new Option<string>("--column")
        {
            Description = "Column of the cavity's area: lv_area_mm2, or rv_area_mm2.",
            DefaultValueFactory = _ => PhenotypeRegistry.LvArea.Name,
        };
        var output = new Option<string>("--out") { Description = "The distribution of curves (.json).", Required = true };
        var verb = new Command(
            "curves",
            """
            Learns how areas run over the beat in measured cines (no projection needed), for gancmri heart --beat.
            Example: gancmri measure --data DIR --out frames.csv; gancmri trajectory curves --phenotypes frames.csv --out area-curves.json
            """
        )
        {
            phenotypes,
            column,
            output,
        };
        verb.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(output);
            AtomicFile.Probe(file);
            var curves = MeasuredCurves.Read(parsed.GetRequiredValue(phenotypes), parsed.GetRequiredValue(column));
            var fitted = new AreaCurveFile(AreaCurves.Fit(curves), curves.Select(c => c.Subject).Distinct().Count(), curves.Count);
            fitted.Write(file);
            Console.WriteLine(
                $"{fitted.Slices} slices of {fitted.Subjects} subjects: {fitted.Curves.Components.Count} components; FAC of the mean curve "
                    + $"{Figures.Short(fitted.Curves.MeanCurve.FacPercent)} %, ES at {fitted.Curves.MeanCurve.EndSystole:P0} of the beat"
            );
        });
        return verb;
    }
}
