using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GanCmri.Runtime;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>A study as one HTML file that loads nothing: pixels as plain bytes, so that no picture compresses better than another; no
/// truth.</summary>
internal static class ReaderPage
{
    private const string Folder = "GanCmri.Studies.ReaderStudies.Page.";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = false };

    /// <summary>Writes the page.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, ReaderStudy study) => AtomicFile.WriteText(path, Html(study));

    /// <summary>The page.</summary>
    public static string Html(ReaderStudy study)
    {
        var (style, script) = (Resource("page.css"), Resource("page.js"));
        // The browser runs this script and no other, and opens no connection.
        var policy = $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; base-uri 'none'; form-action 'none'";
        return Resource("page.html")
            .Replace("{{policy}}", policy, StringComparison.Ordinal)
            .Replace("{{style}}", style, StringComparison.Ordinal)
            .Replace("{{script}}", script, StringComparison.Ordinal)
            .Replace("{{study}}", Data(study), StringComparison.Ordinal);
    }

    private static string Data(ReaderStudy study) =>
        JsonSerializer.Serialize(
            new
            {
                Study = study.Name,
                Task = ReaderKey.Word(study.Task),
                study.Side,
                Items = study.Items.Select(i => new
                {
                    i.Id,
                    i.Frames,
                    Pictures = i.Pictures.Select(p => new { p.Id, p.Pixels }),
                }),
            },
            Json
        );

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using var stream =
            typeof(ReaderPage).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"the assembly lacks {name}");
        using var text = new StreamReader(stream);
        return text.ReadToEnd().ReplaceLineEndings("\n");
    }
}
