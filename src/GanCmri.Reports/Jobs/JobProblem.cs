using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Studies;

namespace GanCmri.Reports.Jobs;

/// <summary>Why a row gave no result. Holds no path and no text of the row beyond short numbers.</summary>
/// <param name="Line">Line of the jobs file.</param>
/// <param name="Column">Column to look at; empty for the whole row.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Found">What is there.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record JobProblem(int Line, string Column, string Expected, string Found, string Remedy)
{
    /// <summary>The problem in one line.</summary>
    /// <param name="file">Name of the jobs file.</param>
    public string Message(string file) =>
        new InputException(
            string.Create(CultureInfo.InvariantCulture, $"{file}, line {Line}") + (Column.Length == 0 ? "" : $", column '{Column}'"),
            Expected,
            Found,
            Remedy
        ).Message;

    /// <summary>Of a row's error.</summary>
    internal static JobProblem Of(int line, JobException e) => new(line, e.Column, e.Expected, e.Found, e.Remedy);
}

/// <summary>One row cannot be done; the others can. Like <see cref="JobProblem"/>, it holds no path and no text of the row beyond short
/// numbers.</summary>
internal sealed class JobException : Exception
{
    /// <param name="column">Column to look at; empty for the whole row.</param>
    /// <param name="expected">What would have been right.</param>
    /// <param name="found">What is there.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="inner">The cause, if another exception led here.</param>
    public JobException(string column, string expected, string found, string remedy, Exception? inner = null)
        : base($"column '{column}': expected {expected}, found {found}; {remedy}.", inner) =>
        (Column, Expected, Found, Remedy) = (column, expected, found, remedy);

    public string Column { get; }

    public string Expected { get; }

    public string Found { get; }

    public string Remedy { get; }
}
