using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Studies.Projections;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Stacks;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Studies.Fitting;

/// <summary>Latents of projected stacks in, the way from base to apex out.</summary>
internal static class StackFitting
{
    /// <summary>Fits it to the frames marked ED.</summary>
    /// <param name="latents">Projected frames (.csv).</param>
    /// <param name="phenotypes">Their measures (.csv), e.g. a store's frames.csv.</param>
    /// <param name="column">The column of the LV cavity's area, any unit.</param>
    /// <param name="stretch">How much farther than the latents lie: few steps of projection leave them near the mean, and with them the
    /// differences between slices.</param>
    /// <exception cref="InputException">A file or column is missing, or there are too few stacks.</exception>
    public static StackFile Fit(string latents, string phenotypes, string column, double stretch = 1)
    {
        if (stretch is not (> 0 and <= 10))
            throw new InputException("--stretch", "a number above 0, at most 10", FormattableString.Invariant($"{stretch}"), "correct it");
        TuningTable.RequireUntuned(latents);
        var table = LatentCsv.Read(latents);
        var frames = StackFrame.Of(table, PhenotypeTable.Read(phenotypes, column).Of);
        var fitted = StackFit.Fit(frames);
        var stack = fitted with { Coefficients = [.. fitted.Coefficients.Select(c => Vectors.Scale(c, stretch))] };
        var subjects = frames.Select(f => f.Subject).Distinct().Count();
        return new StackFile(
            stack,
            table.Layers,
            new Provenance(
                Provenance.ThisProgram,
                FileDigest.Of(latents).Sha256,
                subjects,
                frames.Count,
                LatentNetwork.Note(
                    new Dictionary<string, string>
                    {
                        ["kind"] = "base to apex",
                        ["column"] = column,
                        ["stretch"] = stretch.ToString(CultureInfo.InvariantCulture),
                        ["r of positions, subjects left out"] = stack.Place.HeldOutR.ToString("F3", CultureInfo.InvariantCulture),
                    },
                    LatentNetwork.Of(latents)
                )
            )
        );
    }
}
