namespace GanCmri.Imaging.Hearts;

/// <summary>A cavity in a slice.</summary>
/// <param name="Slice">The slice's place in its stack.</param>
/// <param name="Area">The cavity's area, any unit; 0 where there is none.</param>
internal readonly record struct SliceArea(int Slice, double Area);
