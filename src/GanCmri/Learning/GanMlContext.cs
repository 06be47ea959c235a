using Microsoft.ML;

namespace GanCmri.Learning;

/// <summary>Adds the property <c>Gan</c> to <see cref="MLContext"/>.</summary>
public static class GanMlContext
{
    extension(MLContext mlContext)
    {
        /// <summary>Everything GanCmri adds to ML.NET: data, transforms, trajectories, phenotypes, statistics, models.</summary>
        public GanCatalog Gan => new(new GanContext(mlContext));
    }
}
