namespace GanCmri.Trajectories.Directions;

/// <summary>How the direction of a phenotype is found in latent space.</summary>
public enum DirectionMethod
{
    /// <summary>As published: mean latent above the phenotype's mean minus mean latent below it.</summary>
    MeanSplit,

    /// <summary>Coefficients of a ridge regression of the phenotype on the latent; penalty by leaving out one subject at a time.</summary>
    Ridge,

    /// <summary>Normal of the plane that separates above from below the mean, by penalised logistic regression.</summary>
    Logistic,

    /// <summary>
    /// The mean over synthetic hearts of the gradient of LV area through segmenter and generator; c = 1 is, to first order, half a standard
    /// deviation of the area over those hearts. Needs no real latents.
    /// </summary>
    Response,

    /// <summary>
    /// Size and shape as quadratic functions of the latent, fitted to gradients over synthetic hearts and draws of noise: each heart then
    /// follows a path of its own, see <see cref="Directions.FieldDirection"/>. Needs no real latents.
    /// </summary>
    Field,
}
