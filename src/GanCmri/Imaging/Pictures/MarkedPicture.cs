namespace GanCmri.Imaging.Pictures;

/// <summary>A picture with what its file says of it.</summary>
/// <param name="Image">The picture.</param>
/// <param name="Mark">Null where it does not say that a generator made it.</param>
internal sealed record MarkedPicture(GrayImage Image, SyntheticMark? Mark);
