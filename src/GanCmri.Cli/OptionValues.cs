using System.CommandLine;
using System.CommandLine.Parsing;

namespace GanCmri.Cli;

/// <summary>Values of options that are none: said in words of the field, where the parser would name a type of .NET.</summary>
internal static class OptionValues
{
    /// <summary>Refuses values out of range; a word that is no value of the option's kind at all is left to <see cref="Fault"/>.</summary>
    /// <param name="option">The option.</param>
    /// <param name="holds">Whether a value is in range.</param>
    /// <param name="expected">What is, without the option's name.</param>
    public static void Require<T>(this Option<T> option, Func<T?, bool> holds, string expected) =>
        option.Validators.Add(result =>
        {
            if (IsRead(result, out T? value) && !holds(value))
                result.AddError($"{option.Name}: expected {expected}, found {string.Join(' ', result.Tokens.Select(t => t.Value))}");
        });

    /// <summary>What is wrong with the first value that cannot be read; null where there is none.</summary>
    public static string? Fault(ParseResult parsed) =>
        parsed
            .Errors.Where(e => e.Message.Contains("as expected type", StringComparison.Ordinal))
            .Select(e => e.SymbolResult)
            .OfType<OptionResult>()
            .Select(o => $"{o.Option.Name}: expected {Expected(o.Option.ValueType)}, found '{o.Tokens[^1].Value}'; correct it.")
            .FirstOrDefault();

    private static string Expected(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            { IsEnum: true } words => "one of " + string.Join(", ", Enum.GetNames(words).Select(n => n.ToLowerInvariant())),
            var t when t == typeof(bool) => "true or false",
            var t when t == typeof(double) => "a number",
            var t when t == typeof(uint) => $"a whole number from 0 to {uint.MaxValue}",
            var t when t == typeof(long) => $"a whole number up to {long.MaxValue}",
            var t when t == typeof(int) => $"a whole number up to {int.MaxValue}",
            _ => "another value",
        };

    private static bool IsRead<T>(OptionResult result, out T? value)
    {
        try
        {
            value = result.GetValueOrDefault<T>();
            return true;
        }
        catch (InvalidOperationException)
        {
            value = default;
            return false;
        }
    }
}
