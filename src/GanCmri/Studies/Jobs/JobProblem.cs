using System.Globalization;
using GanCmri.Runtime;

namespace GanCmri.Studies.Jobs;

/// <summary>Why a row gave no result. Holds no path and no text of the row beyond short numbers.</summary>
/// <param name="Line">Line of the jobs file.</param>
/// <param name="Column">Column to look at; empty for the whole row.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Found">What is there.</param>
/// <param name="Remedy">What to do.</param>
public sealed record JobProblem(int Line, string Column, string Expected, string Found, string Remedy)
{
    /// <summary>The problem in one line.</summary>
    /// <param name="file">Name of the jobs file.</param>
    public string Message(string file) => new InputException(
        string.Create(CultureInfo.InvariantCulture, $"{file}, line {Line}") + (Column.Length == 0 ? "" : $", column '{Column}'"), Expected, Found, Remedy).Message;

    /// <summary>Of an error whose "where" is the column.</summary>
    internal static JobProblem Of(int line, InputException e) => new(line, e.Where, e.Expected, e.Found, e.Remedy);
}
