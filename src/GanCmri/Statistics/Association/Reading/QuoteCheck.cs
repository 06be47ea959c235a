namespace GanCmri.Statistics.Association.Reading;

/// <summary>Finds rows that run over several lines because of a stray quotation mark, such as 12" in a cell.</summary>
internal static class QuoteCheck
{
    /// <summary>Whether a row is one line, or its line ends stand within cells that are quoted from their first character to their
    /// last.</summary>
    public static bool IsSound(ReadOnlySpan<char> row, char delimiter)
    {
        if (!row.ContainsAny('\n', '\r'))
            return true;
        var inside = false;
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] != '"')
                continue;
            if (!inside && i > 0 && row[i - 1] != delimiter && row[i - 1] != '"')
                return false;
            inside = !inside;
        }

        return !inside;
    }
}
