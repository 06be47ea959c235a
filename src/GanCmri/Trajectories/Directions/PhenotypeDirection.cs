using GanCmri.Runtime;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Trajectories.Directions;

/// <summary>
/// A direction in latent space along which a phenotype changes: w_adjusted = w + c k (Vukadinovic et al., PMLR 225, 2023, with c in [-2,
/// 3]), k the same for all hearts or, with a <see cref="Field"/>, each heart's own. All methods that <see cref="Fit"/> knows give k one
/// scale: c = 1 is the distance between the mean latents below and above the phenotype's mean, measured along k.
/// </summary>
/// <param name="Phenotype">Name of the phenotype's column, with its unit.</param>
/// <param name="Method">How it was found.</param>
/// <param name="Vector">k: WDim or NumWs x WDim numbers.</param>
/// <param name="Threshold">Mean of the phenotype: below is low, above is high.</param>
/// <param name="Low">Latents below the threshold.</param>
/// <param name="High">Latents above the threshold.</param>
/// <param name="Contrast">Mean phenotype of the high group minus that of the low group, in the phenotype's unit.</param>
public sealed record PhenotypeDirection(
    string Phenotype,
    DirectionMethod Method,
    IReadOnlyList<float> Vector,
    double Threshold,
    int Low,
    int High,
    double Contrast
)
{
    /// <summary>How each heart follows a path of its own, by its size and shape; null: all follow <see cref="Vector"/>, which is the mean
    /// of their paths where there is a field.</summary>
    public FieldDirection? Field { get; init; }

    /// <summary>Finds the direction of a phenotype.</summary>
    /// <param name="latents">One latent a subject (end-diastolic frames, as published).</param>
    /// <param name="values">The subjects' measured phenotypes, in the same order.</param>
    /// <param name="phenotype">Name of the phenotype, for the record and for messages.</param>
    /// <param name="method">How to find it; any but <see cref="DirectionMethod.Response"/> and <see cref="DirectionMethod.Field"/>, which
    /// need no latents.</param>
    /// <param name="subjects">Where subjects have several latents, the subject of each: the ridge penalty is then chosen leaving out whole
    /// subjects.</param>
    /// <exception cref="InputException">There are no two groups to compare, or a value is not a number.</exception>
    public static PhenotypeDirection Fit(
        IReadOnlyList<float[]> latents,
        IReadOnlyList<double> values,
        string phenotype,
        DirectionMethod method = DirectionMethod.MeanSplit,
        IReadOnlyList<string>? subjects = null
    )
    {
        if (method is DirectionMethod.Response or DirectionMethod.Field)
            throw new ArgumentException("a response is not fitted to latents", nameof(method));
        if (latents.Count != values.Count)
            throw new ArgumentException("one phenotype a latent", nameof(values));
        Vectors.RequireSameLength(latents, phenotype);
        if (values.Any(v => !double.IsFinite(v)))
            throw new InputException(phenotype, "a number for every subject", "a missing or infinite one", "leave such subjects out");
        var split = MeanSplit.Of(values);
        if (split.Low.Length == 0 || split.High.Length == 0)
            throw new InputException(phenotype, "values below and above their mean", "only equal ones", "choose a column that varies");

        var apart = Vectors.Subtract(
            Vectors.Mean([.. split.High.Select(i => latents[i])]),
            Vectors.Mean([.. split.Low.Select(i => latents[i])])
        );
        float[] vector = method switch
        {
            DirectionMethod.MeanSplit => apart,
            DirectionMethod.Ridge => Along(new CentredRegression(latents).RidgeNormal([.. values], subjects), apart, phenotype),
            _ => Along(new CentredRegression(latents).LogisticNormal([.. values.Select(v => v > split.Mean)]), apart, phenotype),
        };
        return split.Direction(phenotype, method, vector);
    }

    /// <summary>w + c k; with a field, along the heart's own path to the same change.</summary>
    public float[] Move(float[] w, double c)
    {
        if (w.Length != Vector.Count)
            throw new InputException(
                Phenotype,
                $"latents of {Vector.Count} numbers",
                $"{w.Length}",
                "use the network the direction was fitted for"
            );
        return Field is null ? Vectors.AddScaled(w, c, [.. Vector]) : Field.Move(w, c);
    }

    /// <summary>The normal scaled so that the groups' means lie one step apart along it.</summary>
    private static float[] Along(float[] normal, float[] split, string phenotype)
    {
        var step = Vectors.Dot(normal, split) / Vectors.Dot(normal, normal);
        if (!double.IsFinite(step) || step <= 0)
            throw new InputException(
                phenotype,
                "latents that tell the phenotype",
                "no direction that does",
                "use mean-split or more subjects"
            );
        return Vectors.Scale(normal, step);
    }
}
