using System.CommandLine;
using System.Globalization;
using GanCmri.Formats.Tables;
using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Runtime;
using GanCmri.Statistics.Power;
using GanCmri.Studies.Cohorts;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri power: how many subjects an association needs.</summary>
internal static class PowerVerb
{
    public static Command Build()
    {
        var effect = new Option<double>("--effect")
        {
            Description = "Planted effect: change of the phenotype with one unit of the exposure, or a group's difference from the others.",
            Required = true,
        };
        var sd = new Option<double>("--sd")
        {
            Description = "Standard deviation of the phenotype where the exposure is constant.",
            Required = true,
        };
        var exposureSd = new Option<double>("--exposure-sd")
        {
            Description = "Standard deviation of an exposure that is a number.",
            DefaultValueFactory = _ => 1,
        };
        var share = new Option<double?>("--group-share")
        {
            Description = "Share of subjects in the group, where the exposure is one, e.g. 0.3.",
        };
        var cohort = new Option<string?>("--cohort")
        {
            Description =
                "cohort.csv of gancmri cohort: the measurement's error is what the judge makes of its targets. Needs --phenotype.",
        };
        var phenotype = new Option<string?>("--phenotype") { Description = "The cohort's phenotype, e.g. lv_area_mm2." };
        var error = new Option<double>("--error-sd")
        {
            Description = "Standard deviation of the measurement's error, instead of --cohort.",
            DefaultValueFactory = _ => 0,
        };
        var sizes = new Option<int[]>("--n")
        {
            Description = "Sizes of studies to look at, e.g. --n 50 100 200.",
            AllowMultipleArgumentsPerToken = true,
        };
        var power = new Option<double>("--power")
        {
            Description = "Wanted power: the least number of subjects that reaches it is found.",
            DefaultValueFactory = _ => .8,
        };
        var alpha = new Option<double>("--alpha") { Description = "Two-sided significance level.", DefaultValueFactory = _ => .05 };
        var simulations = new Option<int>("--simulations")
        {
            Description = "Studies simulated of each size, 100 to 1000000.",
            DefaultValueFactory = _ => 2000,
        };
        var seed = CommonOptions.Seed();
        var output = new Option<string?>("--out") { Description = "Table (.csv, .parquet): a size a row; a .run.json goes beside it." };
        var verb = new Command(
            "power",
            """
            Power and sample size of an association by simulation, with the measurement's error in it: bias and coverage of the planted
            effect beside the power.
            Example: gancmri power --effect 150 --sd 450 --group-share 0.5 --cohort cohort/cohort.csv --phenotype lv_area_mm2 --n 50 100 200
            """
        )
        {
            effect,
            sd,
            exposureSd,
            share,
            cohort,
            phenotype,
            error,
            sizes,
            power,
            alpha,
            simulations,
            seed,
            output,
        };
        verb.SetAction(parsed =>
        {
            var (file, input) = (parsed.GetValue(output), parsed.GetValue(cohort));
            if (input is not null)
                GivenOptions.RefuseBeside(parsed, cohort.Name, error);
            else if (parsed.GetValue(phenotype) is not null)
                throw new InputException(phenotype.Name, $"{cohort.Name} beside it", "none", "give the cohort, or leave the option away");
            if (parsed.GetValue(share) is not null)
                GivenOptions.RefuseBeside(parsed, share.Name, exposureSd);
            if (file is not null)
                OutputPlaces.Require([file, RunNote.Beside(file)], [input]);
            var note = file is null ? null : new RunNote(parsed, [file], output.Name);
            var measured = input is not null ? Of(input, parsed.GetValue(phenotype)) : new MeasurementError(1, parsed.GetValue(error), 0);
            if (measured.N > 0)
                Console.WriteLine(
                    $"measurement: {Figures.Short(measured.Slope)} of the truth, error {Figures.Short(measured.Sd)} (standard "
                        + $"deviation), from {measured.N} hearts"
                );
            var design = new PowerDesign
            {
                Effect = parsed.GetValue(effect),
                OutcomeSd = parsed.GetValue(sd),
                ExposureSd = parsed.GetValue(exposureSd),
                ExposedShare = parsed.GetValue(share),
                ErrorSd = measured.Sd,
                MeasuredSlope = measured.Slope,
                Alpha = parsed.GetValue(alpha),
                Simulations = parsed.GetValue(simulations),
                Seed = parsed.GetValue(seed),
            };
            List<PowerRow> rows = [.. (parsed.GetValue(sizes) ?? []).Select(n => PowerSimulation.Of(design, n))];
            var found = PowerSimulation.SampleSize(design, parsed.GetValue(power));
            if (found is not null && !rows.Contains(found))
                rows.Add(found);
            if (found is null)
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"no number of subjects up to a million reaches a power of {parsed.GetValue(power)}"
                    )
                );
            foreach (var r in rows)
            {
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"n = {r.N}{(r == found ? ", the fewest" : "")}: power {r.Power:0.000} "
                            + $"(95 % CI {r.PowerInterval.Lower:0.000} to {r.PowerInterval.Upper:0.000}); "
                            + $"bias of the effect {Figures.Short(r.Bias)} ({Figures.Short(r.BiasInterval.Lower)} to "
                            + $"{Figures.Short(r.BiasInterval.Upper)}), "
                            + $"coverage {r.Coverage:0.000} ({r.CoverageInterval.Lower:0.000} to {r.CoverageInterval.Upper:0.000}), "
                            + $"{r.Simulations} studies"
                    )
                );
            }

            if (file is not null)
                Table(found).Save(file, rows);
            note?.Save(input is null ? [] : [FileDigest.Of(input)], seed: design.Seed);
            return 0;
        });
        return verb;
    }

    private static MeasurementError Of(string table, string? phenotype)
    {
        if (phenotype is null)
            throw new InputException("--phenotype", "the cohort's phenotype", "none", "name it, e.g. --phenotype lv_area_mm2");
        var name = PhenotypeNames.Find(phenotype)?.Name ?? phenotype;
        var (truth, judged) = CohortTable.Pairs(table, name + "_target", name + "_judged");
        return MeasurementError.Of(truth, judged);
    }

    private static TableWriter<PowerRow> Table(PowerRow? found) =>
        new TableWriter<PowerRow>()
            .Count("n", r => r.N)
            .Count("simulations", r => r.Simulations)
            .Text("fewest", r => r == found ? "yes" : "no")
            .Number("power", r => r.Power)
            .Number("power_lower", r => r.PowerInterval.Lower)
            .Number("power_upper", r => r.PowerInterval.Upper)
            .Number("bias", r => r.Bias)
            .Number("bias_lower", r => r.BiasInterval.Lower)
            .Number("bias_upper", r => r.BiasInterval.Upper)
            .Number("coverage", r => r.Coverage)
            .Number("coverage_lower", r => r.CoverageInterval.Lower)
            .Number("coverage_upper", r => r.CoverageInterval.Upper);
}
