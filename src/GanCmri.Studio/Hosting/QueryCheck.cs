using System.Globalization;
using System.Reflection;
using System.Text.Json;
using GanCmri.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GanCmri.Studio.Hosting;

/// <summary>
/// Refuses an address whose parameters would otherwise be misread in silence: a name that the endpoint does not know, one given twice or
/// empty, a decimal comma (which the framework takes for a separator of thousands), a word in place of a number.
/// </summary>
internal static class QueryCheck
{
    public static Task Check(HttpContext context, RequestDelegate next)
    {
        // Not of pages, which take no parameter: an old address with another token still opens them.
        if (
            (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/results"))
            && context.GetEndpoint() is RouteEndpoint endpoint
            && endpoint.Metadata.GetMetadata<MethodInfo>() is { } handler
        )
        {
            var known = Known(handler, endpoint);
            foreach (var (name, values) in context.Request.Query)
            {
                if (!known.TryGetValue(name, out var type))
                    throw new InputException(
                        "address",
                        known.Count == 0 ? "no parameters" : "only the parameters " + string.Join(", ", known.Keys),
                        "another",
                        "correct its name or leave it out"
                    );
                if (values.Count != 1)
                    throw new InputException(Name(name, known), "one value", $"{values.Count}", "leave the others out");
                if (values[0] is not { Length: > 0 } value)
                    throw new InputException(Name(name, known), Expected(type), "nothing", "write it, or leave the name out too");
                if (!IsValue(type, value))
                    throw new InputException(Name(name, known), Expected(type), Shown(value), "correct the address");
            }
        }

        return next(context);
    }

    // What a handler takes, but for what stands in the path, comes in the body or is a service.
    private static Dictionary<string, Type> Known(MethodInfo handler, RouteEndpoint endpoint) =>
        handler
            .GetParameters()
            .SelectMany(p =>
                p.GetCustomAttribute<AsParametersAttribute>() is null
                    ? [KeyValuePair.Create(p.Name!, p.ParameterType)]
                    : p.ParameterType.GetProperties().Select(q => KeyValuePair.Create(q.Name, q.PropertyType))
            )
            .Select(p => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(p.Key), Nullable.GetUnderlyingType(p.Value) ?? p.Value))
            .Where(p => (p.Value == typeof(string) || p.Value.IsPrimitive) && endpoint.RoutePattern.GetParameter(p.Key) is null)
            .ToDictionary(StringComparer.OrdinalIgnoreCase);

    private static string Name(string asked, Dictionary<string, Type> known) =>
        known.Keys.First(k => k.Equals(asked, StringComparison.OrdinalIgnoreCase));

    private static bool IsValue(Type type, string text) =>
        type == typeof(double) ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        : type == typeof(uint) ? uint.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : type == typeof(int) ? int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : type != typeof(bool) || bool.TryParse(text, out _);

    private static string Expected(Type type) =>
        type == typeof(double) ? "a number with a decimal point, such as 0.8"
        : type == typeof(uint) ? FormattableString.Invariant($"a whole number from 0 to {uint.MaxValue}")
        : type == typeof(int) ? "a whole number"
        : type == typeof(bool) ? "true or false"
        : "a word";

    private static string Shown(string value)
    {
        const int LongestShown = 24;
        return value.Length <= LongestShown ? $"'{value}'" : $"{value.Length} characters";
    }
}
