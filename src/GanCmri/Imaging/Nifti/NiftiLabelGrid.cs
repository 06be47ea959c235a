using GanCmri.Runtime;

namespace GanCmri.Imaging.Nifti;

/// <summary>Brings a label map's voxels onto the pictures of its image: by both affines, or, where one tells nothing, voxel by
/// voxel.</summary>
internal static class NiftiLabelGrid
{
    private const double MostApart = 0.5; // of the image's voxels

    private static readonly int[][] Orders =
    [
        [0, 1, 2],
        [1, 0, 2],
        [0, 2, 1],
        [2, 1, 0],
        [1, 2, 0],
        [2, 0, 1],
    ];

    /// <summary>How the label map becomes pictures that lie where the image's do.</summary>
    /// <param name="path">The label map's file.</param>
    /// <param name="label">Its header.</param>
    /// <param name="image">That of its image.</param>
    /// <param name="upright">How the image becomes pictures.</param>
    /// <param name="notes">Told where the affines are not taken.</param>
    /// <exception cref="InputException">Of one size, but some voxel lies more than half a pixel or slice from the image's.</exception>
    public static NiftiOrientation Orientation(
        string path,
        NiftiHeader label,
        NiftiHeader image,
        NiftiOrientation upright,
        ReadingNotes notes
    )
    {
        if (label.Affine is not { TellsNoPlace: false } own || image.Affine is not { } its || !AreComparable(own, its))
        {
            var same = label.Affine?.Origin == image.Affine?.Origin && (label.Affine?.Axes ?? []).SequenceEqual(image.Affine?.Axes ?? []);
            if (!same && label.Sizes.SequenceEqual(image.Sizes))
                notes.Add("label map paired with its image voxel by voxel, as an affine is missing or a placeholder");
            return upright;
        }

        var order = Orders.MaxBy(o => Enumerable.Range(0, 3).Sum(a => Math.Abs(Cosine(own.Axes[o[a]], its.Axes[a]))))!;
        bool[] flips = [.. order.Select((a, i) => Cosine(own.Axes[a], its.Axes[i]) < 0)];
        if (order.Select(a => label.Sizes[a]).SequenceEqual(image.Sizes))
            Require(path, own, its, order, flips, image.Sizes);
        return new NiftiOrientation(
            order[upright.Right],
            order[upright.Down],
            order[upright.Slice],
            upright.FlipRight ^ flips[upright.Right],
            upright.FlipDown ^ flips[upright.Down]
        )
        {
            FlipSlice = flips[upright.Slice],
        };
    }

    private static bool AreComparable(NiftiAffine own, NiftiAffine its) =>
        own.IsUnit == its.IsUnit && double.IsFinite((own.Origin - its.Origin).Length);

    // Of two grids, the voxels that lie farthest apart are corners.
    private static void Require(string path, NiftiAffine own, NiftiAffine its, int[] order, bool[] flips, int[] sizes)
    {
        var worst = Enumerable.Range(0, 8).Select(Apart).MaxBy(d => Share(its, d));
        if (Share(its, worst) <= MostApart)
            return;
        throw new InputException(
            path,
            "a label map where its image lies",
            FormattableString.Invariant($"voxels up to {worst.Length:0.#} mm from the image's, by the affines of both"),
            "correct the affine that is wrong; with sform_code and qform_code 0 in the label map, voxels are paired as they are stored"
        );

        RasVector Apart(int corner)
        {
            var apart = own.Origin - its.Origin;
            for (var a = 0; a < 3; a++)
            {
                var at = (corner >> a & 1) * (sizes[a] - 1);
                apart += (flips[a] ? sizes[a] - 1 - at : at) * own.Axes[order[a]] - at * its.Axes[a];
            }

            return apart;
        }
    }

    /// <summary>The largest of a distance's three parts along the axes, in voxels.</summary>
    private static double Share(NiftiAffine grid, RasVector apart)
    {
        var (x, y, z) = (grid.Axes[0], grid.Axes[1], grid.Axes[2]);
        var volume = x.Cross(y).Dot(z);
        return new[] { apart.Cross(y).Dot(z), x.Cross(apart).Dot(z), x.Cross(y).Dot(apart) }.Max(part => Math.Abs(part / volume));
    }

    private static double Cosine(RasVector a, RasVector b) => a.Dot(b) / (a.Length * b.Length);
}
