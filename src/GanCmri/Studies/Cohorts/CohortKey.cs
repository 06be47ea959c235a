using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanCmri.Runtime;

namespace GanCmri.Studies.Cohorts;

/// <summary>What the rows of a cohort depend on, as a hash: specification, seed, models, device and program. Equal keys, equal
/// rows.</summary>
internal static class CohortKey
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The key, 16 digits of hex. A specification made in code counts by its content, one that was read by its file too.</summary>
    public static string Of(HeartModels models, CohortSpec spec, CohortOptions options)
    {
        var text = JsonSerializer.Serialize(
            new
            {
                options.Seed,
                options.LatentsOnly,
                options.Images,
                Phenotypes = spec.Phenotypes.Select(p => new
                {
                    p.Name,
                    Kind = p.Distribution.GetType().Name,
                    Distribution = (object)p.Distribution,
                    p.Least,
                    p.Most,
                }),
                Correlation = spec.Correlation.Cast<double>(),
                CovariateCorrelation = spec.CovariateCorrelation?.Cast<double>(),
                Covariates = spec.Covariates.Select(c => new { Kind = c.GetType().Name, Covariate = (object)c }),
                Groups = spec
                    .Covariates.OfType<CategoryCovariate>()
                    .SelectMany(c => c.Levels)
                    .SelectMany(l => l.Distributions)
                    .Select(d => d is null ? null : new { Kind = d.GetType().Name, Distribution = (object)d }),
                spec.Trajectory,
                spec.DrawnBeats,
                spec.Frames,
                spec.Psi,
                Files = spec.Files.Concat(models.Files).Select(f => f.Sha256),
                Device = models.Device.ToString(),
                Program = CodeIdentity.ModuleVersionId,
                Packages = CodeIdentity.Packages(),
            },
            Json
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
