using GanCmri.Learning.Columns;
using GanCmri.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Trajectories;

/// <summary>Latents in W+, layer after layer, for directions and motions of one layer: what these do to the mean of the layers is added to
/// each.</summary>
internal static class LatentLayers
{
    /// <summary>How often a column's latents hold what is made for latents of so many numbers: 1, or the number of layers where the column
    /// is of layers that long.</summary>
    /// <param name="schema">Of the rows.</param>
    /// <param name="column">The column of latents.</param>
    /// <param name="length">Numbers in a direction or motion.</param>
    public static int In(DataViewSchema schema, string column, int length) =>
        schema[column].Type is VectorDataViewType { IsKnownSize: true, Dimensions: [.. var layers, var width] } vector
        && layers.Any(n => n > 1)
        && width == length
            ? vector.Size / width
            : 1;

    /// <summary>The column of latents that a direction or motion of so many numbers reads.</summary>
    public static InputColumn Column(string name, string meaning, int layers, int length) =>
        new(name, meaning, layers == 1 ? [length] : [layers, length])
        {
            IfOfAnotherSize =
                "give latents of the generator that the direction or motion was made for; those in W+ in their shape, "
                + $"FixVectorSize(data, \"{name}\", layers, {length})",
        };

    /// <summary>The latents moved, one a frame.</summary>
    /// <param name="w">One latent of one layer, or of several.</param>
    /// <param name="layers">How many.</param>
    /// <param name="move">From a latent of one layer to one for each frame.</param>
    /// <param name="moved">Room for them, one after the other.</param>
    public static void Move(ReadOnlySpan<float> w, int layers, Func<float[], IReadOnlyList<float[]>> move, Span<float> moved)
    {
        var own = w.ToArray();
        var mean = layers == 1 ? own : Vectors.Mean([.. own.Chunk(own.Length / layers)]);
        foreach (var (frame, to) in move(mean).Index())
        {
            var all = layers == 1 ? to : Vectors.AddScaled(own, 1, Vectors.Broadcast(Vectors.Subtract(to, mean), own.Length));
            all.CopyTo(moved[(frame * own.Length)..]);
        }
    }
}
