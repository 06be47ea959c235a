using System.Globalization;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Data;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;
using MathNet.Numerics;
using Microsoft.ML;

namespace GanCmri.Learning.Trajectories;

/// <summary>Finds the direction of a phenotype in latent space, one row a subject (Vukadinovic et al., PMLR 225, 2023).</summary>
public sealed class PhenotypeDirectionEstimator : GanEstimator<PhenotypeDirectionTransformer>
{
    private readonly string _output;
    private readonly string _input;
    private readonly string _phenotype;
    private readonly DirectionMethod _method;

    internal PhenotypeDirectionEstimator(GanContext context, string output, string input, string phenotype, DirectionMethod method)
        : base(context) => (_output, _input, _phenotype, _method) = (output, input, phenotype, method);

    internal override IReadOnlyList<InputColumn> Inputs => [InputColumn.Latent(_input), new InputColumn(_phenotype, "measured phenotype")];

    internal override IReadOnlyList<OutputColumn> Outputs =>
        [new OutputColumn(_output, "coordinate along the direction") { Unit = "steps c" }];

    private protected override PhenotypeDirectionTransformer FitChecked(IDataView input)
    {
        var columns = ColumnReader.Read(input, Context.Cancellation, _input, _phenotype);
        var known = Enumerable.Range(0, columns[0].Length).Where(i => float.IsFinite(columns[1][i][0])).ToArray();
        if (known.Length < columns[0].Length)
        {
            Context.Warn(
                PhenotypeDirectionTransformer.KindName,
                "Fit",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{columns[0].Length - known.Length} of {columns[0].Length} rows have no '{_phenotype}' and are left out."
                )
            );
        }

        float[][] latents = [.. known.Select(i => columns[0][i])];
        double[] values = [.. known.Select(i => (double)columns[1][i][0])];
        if (values.Length < 3)
            throw new InputException($"column '{_phenotype}'", "at least 3 rows with a number", $"{values.Length}", "give measured rows");
        var direction = PhenotypeDirection.Fit(latents, values, _phenotype, _method);
        float[] vector = [.. direction.Vector];
        var square = Vectors.Dot(vector, vector);
        double[] coordinates = [.. latents.Select(w => Vectors.Dot(w, vector) / square)];
        var (intercept, slope) = MathNet.Numerics.Fit.Line(coordinates, values);
        var explained = GoodnessOfFit.RSquared(coordinates.Select(c => intercept + slope * c), values);
        return new PhenotypeDirectionTransformer(
            Context,
            new PhenotypeDirectionTransformer.Saved(
                _output,
                _input,
                _phenotype,
                _method,
                vector,
                direction.Threshold,
                direction.Low,
                direction.High,
                direction.Contrast,
                new DirectionCalibration(intercept, slope, explained)
            )
        );
    }

    private protected override string Describe(PhenotypeDirectionTransformer fitted) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"'{_phenotype}': {fitted.Direction.Low} rows below and {fitted.Direction.High} above {fitted.Direction.Threshold:G6}; one "
                + $"step changes it by {fitted.Calibration.Slope:G4} (R² {fitted.Calibration.RSquared:F3})"
        );
}
