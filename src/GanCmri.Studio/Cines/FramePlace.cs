namespace GanCmri.Studio.Cines;

/// <summary>A frame of an open stack.</summary>
/// <param name="Slice">Place in the stack, from 0.</param>
/// <param name="Frame">From 0.</param>
internal readonly record struct FramePlace(int Slice, int Frame);
