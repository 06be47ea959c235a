using System.Security.Cryptography;
using System.Text;

namespace GanCmri.Reports.Html;

/// <summary>The script and the style of the parts of reports that can be moved or sorted.</summary>
internal static class HtmlScript
{
    public static string Text { get; } = Resource("report.js");

    public static string Style { get; } = Resource("report.css");

    /// <summary>The script as a Content-Security-Policy names it.</summary>
    public static string Hash { get; } = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    // A check-out for Windows may have turned line ends; browsers hash them as LF.
    private static string Resource(string name)
    {
        using var stream = typeof(HtmlScript).Assembly.GetManifestResourceStream("GanCmri.Reports.Pages." + name)!;
        using var text = new StreamReader(stream, Encoding.UTF8);
        return text.ReadToEnd().ReplaceLineEndings("\n");
    }
}
