namespace GanCmri.Runtime;

/// <summary>
/// Something the user gave cannot be used: one line that says what was expected, what was found and what to do.
/// The command line prints the message and ends with exit code 2. Messages never hold patient data.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="where">What the user gave: a file path, an option or a column, e.g. "scan.nii.gz".</param>
    /// <param name="expected">What would have been right, e.g. "348 header bytes".</param>
    /// <param name="found">What is there instead, e.g. "12 bytes".</param>
    /// <param name="remedy">What to do next, e.g. "copy the file again".</param>
    /// <param name="inner">The cause, if another exception led here.</param>
    public InputException(string where, string expected, string found, string remedy, Exception? inner = null)
        : base(OneLine($"{where}: expected {expected}, found {found}; {remedy}."), inner) =>
        (Where, Expected, Found, Remedy) = (OneLine(where), OneLine(expected), OneLine(found), OneLine(remedy));

    /// <summary>What the user gave.</summary>
    public string Where { get; }

    /// <summary>What would have been right.</summary>
    public string Expected { get; }

    /// <summary>What is there instead.</summary>
    public string Found { get; }

    /// <summary>What to do next.</summary>
    public string Remedy { get; }

    /// <summary>
    /// For programs of one file, which have no command line around them: bad input that nobody catches ends the process with its line on
    /// standard error and exit code 2, as it ends gancmri, instead of a stack trace.
    /// </summary>
    public static void EndsProcess() =>
        AppDomain.CurrentDomain.UnhandledException += (_, e) =>
        {
            for (var cause = e.ExceptionObject as Exception; cause is not null; cause = cause.InnerException)
            {
                if (cause is not InputException)
                    continue;
                Console.Error.WriteLine(cause.Message);
                Environment.Exit(2);
            }
        };

    // What is found may come from a hostile file: no line breaks and no terminal controls.
    private static string OneLine(string message) => string.Concat(message.Select(c => char.IsControl(c) ? '?' : c));
}
