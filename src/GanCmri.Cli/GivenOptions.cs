using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GanCmri.Runtime;

namespace GanCmri.Cli;

/// <summary>The options and arguments of a command, as words.</summary>
internal static class GivenOptions
{
    /// <summary>Each with its value; a further value of the same option is called "--option 2". Where an option was not given, its default
    /// counts.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="without">Options that are left out.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(ParseResult parsed, params string[] without)
    {
        var command = parsed.CommandResult.Command;
        foreach (var symbol in command.Options.Cast<Symbol>().Concat(command.Arguments))
        {
            if (symbol.Name == "--help" || without.Contains(symbol.Name) || parsed.GetResult(symbol) is not { } result)
                continue;
            var tokens = result switch
            {
                OptionResult o => o.Tokens,
                ArgumentResult a => a.Tokens,
                _ => [],
            };
            if (tokens.Count == 0 && Untold(result) is { } value)
                yield return KeyValuePair.Create(symbol.Name, value);
            foreach (var (i, token) in tokens.Index())
                yield return KeyValuePair.Create(
                    i == 0 ? symbol.Name : FormattableString.Invariant($"{symbol.Name} {i + 1}"),
                    Told(result, token)
                );
        }
    }

    /// <summary>Refuses options that say nothing beside another.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="other">The other option, which was given.</param>
    /// <param name="options">Those that would be ignored.</param>
    /// <exception cref="InputException">One of them was given, too.</exception>
    public static void RefuseBeside(ParseResult parsed, string other, params Option[] options)
    {
        if (Array.Find(options, o => parsed.GetResult(o) is { Implicit: false }) is { } ignored)
            throw new InputException(ignored.Name, $"no {other} beside it", "both", "leave one of them away");
    }

    // The name of something shipped stands for its file.
    private static string Told(SymbolResult result, Token token) =>
        result is OptionResult { Option: Option<string?> { CustomParser: not null } } option
            ? option.GetValueOrDefault<string?>() ?? token.Value
            : token.Value;

    // A switch that was given has no word, one that was not is false.
    private static string? Untold(SymbolResult result) =>
        result is OptionResult { Implicit: true } option
            ? option.GetValueOrDefault<object?>() switch
            {
                null or false => null,
                Enum word => word.ToString().ToLowerInvariant(),
                var value => Convert.ToString(value, CultureInfo.InvariantCulture),
            }
            : "";
}
