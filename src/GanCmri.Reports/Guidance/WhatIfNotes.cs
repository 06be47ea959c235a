using GanCmri.Phenotypes;
using GanCmri.Studies;

namespace GanCmri.Reports.Guidance;

/// <summary>What a reader of a what-if's numbers must know.</summary>
internal static class WhatIfNotes
{
    /// <summary>That a change says little, as the reconstruction that it is counted from is farther from the real heart; null where it is
    /// not.</summary>
    /// <param name="phenotype">What was changed.</param>
    /// <param name="error">How far the reconstruction is from the real heart.</param>
    /// <param name="asked">The change asked for, in the phenotype's unit; 0: none.</param>
    /// <param name="tuned">Whether the generator was tuned to the cine.</param>
    public static string? Farther(Phenotype phenotype, ReconstructionError error, double asked, bool tuned) =>
        asked != 0 && Math.Abs(error.Of(phenotype)) > Math.Abs(asked)
            ? $"{phenotype.Label}: the reconstruction is farther from the real heart than the change that was asked (which is of the "
                + $"reconstruction), so it says little of this heart{(tuned ? "" : "; --tune comes nearer")}"
            : null;
}
