namespace GanCmri.Imaging.Nifti;

/// <summary>Sorts the voxels of a file into upright pictures.</summary>
internal static class NiftiImages
{
    /// <summary>Reads all voxels.</summary>
    /// <returns>One array a slice, in it one picture a phase.</returns>
    public static IReadOnlyList<GrayImage[]> Read(NiftiPlanes planes, NiftiOrientation orientation)
    {
        var header = planes.Header;
        var sizes = header.Sizes;
        var (width, height, slices) = (sizes[orientation.Right], sizes[orientation.Down], sizes[orientation.Slice]);
        var pixels = new float[slices][][];
        for (var s = 0; s < slices; s++)
            pixels[s] = new float[header.Phases][];
        var at = new int[3];
        for (var phase = 0; phase < header.Phases; phase++)
        {
            for (at[2] = 0; at[2] < sizes[2]; at[2]++)
            {
                var plane = planes.Next();
                var i = 0;
                for (at[1] = 0; at[1] < sizes[1]; at[1]++)
                {
                    for (at[0] = 0; at[0] < sizes[0]; at[0]++, i++)
                    {
                        var column = orientation.FlipRight ? width - 1 - at[orientation.Right] : at[orientation.Right];
                        var row = orientation.FlipDown ? height - 1 - at[orientation.Down] : at[orientation.Down];
                        var slice = orientation.FlipSlice ? slices - 1 - at[orientation.Slice] : at[orientation.Slice];
                        (pixels[slice][phase] ??= new float[height * width])[row * width + column] = plane[i];
                    }
                }
            }
        }

        return [.. pixels.Select(p => Array.ConvertAll(p, v => new GrayImage(height, width, v)))];
    }
}
