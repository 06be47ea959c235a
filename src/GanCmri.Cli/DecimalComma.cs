using System.CommandLine;
using System.CommandLine.Parsing;

namespace GanCmri.Cli;

/// <summary>Numbers with a comma, which .NET would take for a separator of thousands: 0,1 for 1.</summary>
internal static class DecimalComma
{
    /// <summary>What is wrong with the first such number; null where there is none.</summary>
    public static string? In(ParseResult parsed) =>
        parsed
            .CommandResult.Children.OfType<OptionResult>()
            .Where(o => o.Option.ValueType == typeof(double) || o.Option.ValueType == typeof(double?))
            .SelectMany(o => o.Tokens.Select(t => (o.Option.Name, t.Value)))
            .Where(t => t.Value.Contains(',', StringComparison.Ordinal))
            .Select(t => $"{t.Name}: expected a number with a decimal point, found '{t.Value}'; write e.g. 0.5.")
            .FirstOrDefault();
}
