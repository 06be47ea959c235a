using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace GanCmri.Studio.Hosting;

/// <summary>
/// Lets in who comes to 127.0.0.1 by that name with the token: once in the address, which a cookie of this site then replaces, or as a
/// header. The host's name is checked so that no other site's name can be turned to this machine, the origin so that no other page can send
/// anything.
/// </summary>
/// <param name="token">The secret.</param>
internal sealed class AccessGuard(AccessToken token)
{
    public const string Header = "X-Studio-Token";
    private const string Query = "token";

    public async Task Check(HttpContext context, RequestDelegate next)
    {
        var (request, port) = (context.Request, context.Connection.LocalPort);
        string[] hosts = [$"127.0.0.1:{port}", $"localhost:{port}"];
        if (!hosts.Contains(request.Host.Value))
        {
            await Refuse(context, StatusCodes.Status421MisdirectedRequest, "this server answers 127.0.0.1 only").ConfigureAwait(false);
            return;
        }

        var origin = request.Headers.Origin.ToString();
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        if (origin.Length > 0 ? origin != $"http://{request.Host.Value}" : changes && request.Headers[Header].Count == 0)
        {
            await Refuse(context, StatusCodes.Status403Forbidden, "the request comes from another page").ConfigureAwait(false);
            return;
        }

        var cookie = "gancmri-studio-" + port.ToString(CultureInfo.InvariantCulture); // cookies are shared by all ports of a host
        if (token.Is(request.Query[Query]) && HttpMethods.IsGet(request.Method))
        {
            context.Response.Cookies.Append(
                cookie,
                token.Value,
                new CookieOptions
                {
                    HttpOnly = true,
                    SameSite = SameSiteMode.Strict,
                    Path = "/",
                }
            );
            context.Response.Redirect(Within(request.Path.ToUriComponent()));
            return;
        }

        if (!token.Is(request.Cookies[cookie]) && !token.Is(request.Headers[Header]))
        {
            await Refuse(context, StatusCodes.Status401Unauthorized, "open the address that gancmri studio printed").ConfigureAwait(false);
            return;
        }

        await next(context).ConfigureAwait(false);
    }

    // "//evil.example" would be another place.
    private static string Within(string path) => path.StartsWith("//", StringComparison.Ordinal) || path.Length == 0 ? "/" : path;

    private static Task Refuse(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("gancmri studio: " + reason + ".\n");
    }
}
