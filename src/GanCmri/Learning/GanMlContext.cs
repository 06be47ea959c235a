using Microsoft.ML;

namespace GanCmri.Learning;

/// <summary>Puts <c>Gan</c> on <see cref="MLContext"/>.</summary>
public static class GanMlContext
{
    extension(MLContext mlContext)
    {
        /// <summary>Everything GanCmri adds to ML.NET: data, transforms, trajectories, phenotypes, statistics, models.</summary>
        public GanCatalog Gan => new(new GanContext(mlContext));
    }
}
