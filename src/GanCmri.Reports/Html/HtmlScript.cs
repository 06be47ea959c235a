using System.Security.Cryptography;
using System.Text;

namespace GanCmri.Reports.Html;

/// <summary>The style of reports, and the script of their parts that move, as web/src/report.tsx and report.css are bundled.</summary>
internal static class HtmlScript
{
    public static string Text { get; } = Resource("report.js");

    public static string Style { get; } = Resource("report.css");

    /// <summary>What may be in a page that holds these and no more: no script or style of others, no request.</summary>
    public static string Policy { get; } = PolicyOf(Text, Style);

    /// <summary>The same for a script and a style of a page's own.</summary>
    public static string PolicyOf(string script, string style) =>
        $"default-src 'none'; img-src data:; script-src '{Hash(script)}'; style-src '{Hash(style)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // A check-out for Windows may have turned line ends; browsers hash them as LF.
    private static string Resource(string name)
    {
        using var stream = typeof(HtmlScript).Assembly.GetManifestResourceStream("GanCmri.Reports.Pages." + name)!;
        using var text = new StreamReader(stream, Encoding.UTF8);
        return text.ReadToEnd().ReplaceLineEndings("\n");
    }
}
