namespace GanCmri.Studies.Comparison;

/// <summary>A real frame that was dropped and restored from its neighbours.</summary>
/// <param name="Method">How: "pixels" (a line between the neighbours), "pixels, cubic", "t-pca", "periodic", or the last two with "+
/// detail".</param>
/// <param name="Subject">The patient.</param>
/// <param name="Cine">The cine's number.</param>
/// <param name="Frame">The frame's number.</param>
/// <param name="Ssim">Structural similarity to the real frame, heart crop, [-1, 1].</param>
/// <param name="MovingRmse">Root mean square difference where the cine moves most (a tenth of the pixels), on the scale of [-1, 1].</param>
public sealed record RestoredFrame(string Method, string Subject, int Cine, int Frame, double Ssim, double MovingRmse);
