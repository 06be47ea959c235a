using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GanCmri.Studio.Hosting;

/// <summary>The page, its script and its style, which lie inside this assembly.</summary>
internal static class Pages
{
    private const string Prefix = "GanCmri.Studio.Pages.";
    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    public static void MapPages(this IEndpointRouteBuilder app)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var name = resource[Prefix.Length..];
            app.MapGet(
                    name == "index.html" ? "/" : "/" + name,
                    () => Results.Stream(assembly.GetManifestResourceStream(resource)!, Types[Path.GetExtension(name)])
                )
                .ExcludeFromDescription();
        }
    }
}
