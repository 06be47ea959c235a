using GanCmri.Latents.Tuning;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Data;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Networks;

/// <summary>Tunes a generator to the rows of a cine.</summary>
internal static class CineTuner
{
    /// <summary>Reads the columns, tunes, and writes the tuned generator.</summary>
    /// <exception cref="InputException">A column is missing or does not fit the generator, there is no row, or the place cannot be
    /// written.</exception>
    public static void Write(
        GanContext context,
        IDataView data,
        string generatorPath,
        string outputPath,
        string latent,
        string image,
        TuningOptions options
    )
    {
        options.Validate();
        using var generator = NetworkFile.LoadGenerator(generatorPath);
        var shape = generator.Options;
        Require(data, latent, "latent w", [shape.WDim, generator.NumWs * shape.WDim]);
        Require(data, image, "image in [-1, 1]", [shape.Channels * shape.Resolution * shape.Resolution]);
        var columns = ColumnReader.Read(data, context.Cancellation, latent, image);
        if (columns[0].Length == 0)
            throw new InputException("data", "the frames of a cine", "no row", "give at least one frame with its latent");
        var pivots = options with { LatentRate = 0 }; // the column's latents are what the tuned generator is used with
        using var tuned = PivotalTuning
            .Run(generator, columns[0], columns[1], pivots, context.Watch("TuneGenerator", "Tune"), context.Cancellation)
            .Tuning.Apply(generator);
        var origin = FileDigest.Of(generatorPath);
        NetworkFile.Save(
            outputPath,
            tuned,
            (NetworkFile.Describe(generatorPath).Notes ?? new NetworkNotes()) with
            {
                Training = FormattableString.Invariant($"pivotal tuning to {columns[0].Length} frames of a cine: {pivots}"),
                Origin = $"tuned from {Path.GetFileName(generatorPath)}",
                OriginSha256 = origin.Sha256,
            }
        );
    }

    private static void Require(IDataView data, string name, string meaning, int[] lengths)
    {
        var type = (VectorDataViewType)new InputColumn(name, meaning, 0).Check(data.Schema).Type;
        if (!lengths.Contains(type.Size))
            throw new InputException(
                $"column '{name}'",
                $"{meaning} of {string.Join(" or ", lengths)} numbers, as this generator's",
                $"{type.Size}",
                "name the generator of these latents and images of its size"
            );
    }
}
