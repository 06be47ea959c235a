using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanCmri.Imaging;
using GanCmri.Runtime;
using GanCmri.Studies;

namespace GanCmri.Reports.Jobs;

/// <summary>What a job's result depends on, as a hash: its row, the cine's files, models, options and program. Equal keys, equal
/// results.</summary>
internal sealed class JobKey(ReportModels models, BatchReportOptions options)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly string _common = JsonSerializer.Serialize(
        new
        {
            Models = models.Files.Select(f => f.Sha256),
            Device = models.Hearts.Device.ToString(),
            Options = options,
            Program = CodeIdentity.ModuleVersionId,
            Packages = CodeIdentity.Packages(),
        },
        Json
    );

    /// <summary>The key, lower-case hex.</summary>
    /// <param name="job">The job; its line and the cine's path do not count.</param>
    /// <param name="stack">The real cine that it names; null for a synthetic heart.</param>
    /// <exception cref="JobException">A file of the cine cannot be read.</exception>
    public string Of(ReportJob job, CineStack? stack)
    {
        var row = JsonSerializer.Serialize(job with { Line = 0, Cine = null, Within = null }, Json);
        var files = stack is null ? "" : string.Join(' ', stack.Files.Select(Digest));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{_common}\n{row}\n{files}")));
    }

    private static string Digest(string file)
    {
        try
        {
            return FileDigest.Of(file).Sha256;
        }
        catch (InputException e)
        {
            throw new JobException(CinePlace.Column, "files that can be read", "one that cannot", "copy the cine again", e);
        }
    }
}
