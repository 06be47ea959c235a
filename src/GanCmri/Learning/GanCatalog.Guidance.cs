using GanCmri.Learning.Trajectories;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Learning;

public sealed partial class GanCatalog
{
    /// <summary>Finds the direction in latent space along which a phenotype changes; makes the coordinate along it.</summary>
    /// <example>
    /// <code>
    /// var steps = ml
    ///     .Gan.GenerateImages("Image", generator, "W")
    ///     .Append(ml.Gan.MeasurePhenotypes("Image"))
    ///     .Append(ml.Gan.PhenotypeDirection("Position", "LvAreaMm2", "W"));
    /// var area = steps.Fit(hearts).LastTransformer;
    /// Console.WriteLine($"a step changes LV area by {area.Calibration.Slope:F0} mm²");
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the coordinate, Single, in steps c.</param>
    /// <param name="phenotypeColumnName">Single column of the measured phenotype; rows without a number are left out.</param>
    /// <param name="inputColumnName">Column of latents, one a subject; null: as the output.</param>
    /// <param name="method">The published mean split, ridge regression, or the normal of a logistic classifier.</param>
    public PhenotypeDirectionEstimator PhenotypeDirection(
        string outputColumnName,
        string phenotypeColumnName,
        string? inputColumnName = null,
        DirectionMethod method = DirectionMethod.MeanSplit
    ) => new(_context, outputColumnName, inputColumnName ?? outputColumnName, phenotypeColumnName, method);

    /// <summary>Moves all latents by one step along a direction: w + c k; those in W+, Vector&lt;Single, layers, n&gt;, in every
    /// layer.</summary>
    /// <example>
    /// <code>
    /// float[] along = DirectionFile.ReadVector("lv-area.npy");
    /// var moved = ml.Gan.MoveAlong("W", along, 1.5f).Fit(hearts).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the moved latents, Vector&lt;Single, n&gt;.</param>
    /// <param name="direction">The direction k, e.g. <c>fitted.Direction.Vector</c>.</param>
    /// <param name="step">The step c; published from -2 to 3.</param>
    /// <param name="inputColumnName">Column of latents; null: as the output.</param>
    public MoveAlongEstimator MoveAlong(
        string outputColumnName,
        IReadOnlyList<float> direction,
        float step,
        string? inputColumnName = null
    ) => new(_context, new MoveAlongTransformer.Saved(outputColumnName, inputColumnName ?? outputColumnName, [.. direction], step, null));

    /// <summary>Moves each latent along a direction by its own step: w + c k, c from a column.</summary>
    /// <example>
    /// <code>
    /// float[] along = DirectionFile.ReadVector("lv-area.npy");
    /// var moved = ml.Gan.MoveAlong("Moved", along, stepColumnName: "Step", "W").Fit(hearts).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the moved latents, Vector&lt;Single, n&gt;.</param>
    /// <param name="direction">The direction k, e.g. <c>fitted.Direction.Vector</c>.</param>
    /// <param name="stepColumnName">Single column of steps c.</param>
    /// <param name="inputColumnName">Column of latents; null: as the output.</param>
    public MoveAlongEstimator MoveAlong(
        string outputColumnName,
        IReadOnlyList<float> direction,
        string stepColumnName,
        string? inputColumnName = null
    ) =>
        new(
            _context,
            new MoveAlongTransformer.Saved(outputColumnName, inputColumnName ?? outputColumnName, [.. direction], null, stepColumnName)
        );

    /// <summary>Moves all latents by the same step along a direction that was fitted or read before. A direction with a field moves each
    /// heart along a path of its own, by the same change of the phenotype.</summary>
    /// <example>
    /// <code>
    /// var larger = DirectionFile.ReadJson(ShippedModels.File("sax64", "lv-area.json")).Direction;
    /// var moved = ml.Gan.MoveAlong("W", larger, 1.5f).Fit(hearts).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the moved latents, Vector&lt;Single, n&gt;.</param>
    /// <param name="direction">The direction, e.g. <c>DirectionFile.ReadJson(path).Direction</c>.</param>
    /// <param name="step">The step c; published from -2 to 3.</param>
    /// <param name="inputColumnName">Column of latents; null: as the output.</param>
    public MoveAlongEstimator MoveAlong(
        string outputColumnName,
        PhenotypeDirection direction,
        float step,
        string? inputColumnName = null
    ) =>
        new(
            _context,
            new MoveAlongTransformer.Saved(
                outputColumnName,
                inputColumnName ?? outputColumnName,
                [.. direction.Vector],
                step,
                null,
                direction.Field
            )
        );

    /// <summary>Moves each latent by its own step along a direction that was fitted or read before. A direction with a field moves each
    /// heart along a path of its own.</summary>
    /// <example>
    /// <code>
    /// var larger = DirectionFile.ReadJson(ShippedModels.File("sax64", "lv-area.json")).Direction;
    /// var moved = ml.Gan.MoveAlong("Moved", larger, stepColumnName: "Step", "W").Fit(hearts).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the moved latents, Vector&lt;Single, n&gt;.</param>
    /// <param name="direction">The direction, e.g. <c>DirectionFile.ReadJson(path).Direction</c>.</param>
    /// <param name="stepColumnName">Single column of steps c.</param>
    /// <param name="inputColumnName">Column of latents; null: as the output.</param>
    public MoveAlongEstimator MoveAlong(
        string outputColumnName,
        PhenotypeDirection direction,
        string stepColumnName,
        string? inputColumnName = null
    ) =>
        new(
            _context,
            new MoveAlongTransformer.Saved(
                outputColumnName,
                inputColumnName ?? outputColumnName,
                [.. direction.Vector],
                null,
                stepColumnName,
                direction.Field
            )
        );

    /// <summary>Moves each latent to where its phenotype should have the value of a column, by a direction with a field, which needs no
    /// other calibration.</summary>
    /// <example>
    /// <code>
    /// var rounder = DirectionFile.ReadJson(ShippedModels.File("sax64", "sphericity.json")).Direction;
    /// var moved = ml.Gan.MoveToValue("Moved", rounder, targetColumnName: "Wanted", "W").Fit(hearts).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the moved latents, Vector&lt;Single, n&gt;.</param>
    /// <param name="direction">The direction, e.g. <c>DirectionFile.ReadJson(path).Direction</c>.</param>
    /// <param name="targetColumnName">Single column of the values asked for, in the phenotype's unit.</param>
    /// <param name="inputColumnName">Column of latents; null: as the output.</param>
    /// <exception cref="InputException">The direction has no field.</exception>
    public MoveToValueEstimator MoveToValue(
        string outputColumnName,
        PhenotypeDirection direction,
        string targetColumnName,
        string? inputColumnName = null
    ) =>
        new(
            _context,
            new MoveToValueTransformer.Saved(
                outputColumnName,
                inputColumnName ?? outputColumnName,
                targetColumnName,
                [.. direction.Vector],
                null,
                Field: FieldOf(direction)
            )
        );

    /// <summary>Moves each latent to where its phenotype should have one value, by a direction with a field, which needs no other
    /// calibration.</summary>
    /// <example>
    /// <code>
    /// var rounder = DirectionFile.ReadJson(ShippedModels.File("sax64", "sphericity.json")).Direction;
    /// var moved = ml.Gan.MoveToValue("W", rounder, 0.95f).Fit(hearts).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the moved latents, Vector&lt;Single, n&gt;.</param>
    /// <param name="direction">The direction, e.g. <c>DirectionFile.ReadJson(path).Direction</c>.</param>
    /// <param name="value">The value asked for, in the phenotype's unit.</param>
    /// <param name="inputColumnName">Column of latents; null: as the output.</param>
    /// <exception cref="InputException">The direction has no field.</exception>
    public MoveToValueEstimator MoveToValue(
        string outputColumnName,
        PhenotypeDirection direction,
        float value,
        string? inputColumnName = null
    ) =>
        new(
            _context,
            new MoveToValueTransformer.Saved(
                outputColumnName,
                inputColumnName ?? outputColumnName,
                null,
                [.. direction.Vector],
                null,
                value,
                FieldOf(direction)
            )
        );

    private static FieldDirection FieldOf(PhenotypeDirection direction) =>
        direction.Field
        ?? throw new InputException(
            "direction",
            "one with a field (gancmri direction fit --method field)",
            "one vector for all hearts",
            "give its calibration too"
        );

    /// <summary>Moves each latent to where its phenotype should have the value of a column, by the direction's calibration.</summary>
    /// <example>
    /// <code>
    /// var area = ml.Gan.PhenotypeDirection("Position", "LvAreaMm2", "W").Fit(frames);
    /// var steps = ml.Gan.MoveToValue("Moved", area.Direction.Vector, area.Calibration, targetColumnName: "Wanted", "W");
    /// var moved = steps.Fit(hearts).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the moved latents, Vector&lt;Single, n&gt;.</param>
    /// <param name="direction">The direction k, e.g. <c>fitted.Direction.Vector</c>.</param>
    /// <param name="calibration">The phenotype as a line in the coordinate, e.g. <c>fitted.Calibration</c>.</param>
    /// <param name="targetColumnName">Single column of the values asked for, in the phenotype's unit.</param>
    /// <param name="inputColumnName">Column of latents; null: as the output.</param>
    public MoveToValueEstimator MoveToValue(
        string outputColumnName,
        IReadOnlyList<float> direction,
        DirectionCalibration calibration,
        string targetColumnName,
        string? inputColumnName = null
    ) =>
        new(
            _context,
            new MoveToValueTransformer.Saved(
                outputColumnName,
                inputColumnName ?? outputColumnName,
                targetColumnName,
                [.. direction],
                calibration
            )
        );

    /// <summary>Moves each latent to where its phenotype should have one value, by the direction's calibration.</summary>
    /// <example>
    /// <code>
    /// var area = ml.Gan.PhenotypeDirection("Position", "LvAreaMm2", "W").Fit(frames);
    /// var moved = ml.Gan.MoveToValue("W", area.Direction.Vector, area.Calibration, 2400).Fit(hearts).Transform(hearts); // mm²
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the moved latents, Vector&lt;Single, n&gt;.</param>
    /// <param name="direction">The direction k, e.g. <c>fitted.Direction.Vector</c>.</param>
    /// <param name="calibration">The phenotype as a line in the coordinate, e.g. <c>fitted.Calibration</c>.</param>
    /// <param name="value">The value asked for, in the phenotype's unit.</param>
    /// <param name="inputColumnName">Column of latents; null: as the output.</param>
    public MoveToValueEstimator MoveToValue(
        string outputColumnName,
        IReadOnlyList<float> direction,
        DirectionCalibration calibration,
        float value,
        string? inputColumnName = null
    ) =>
        new(
            _context,
            new MoveToValueTransformer.Saved(
                outputColumnName,
                inputColumnName ?? outputColumnName,
                null,
                [.. direction],
                calibration,
                value
            )
        );
}
