using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Reports.Association;

/// <summary>Pictures of an association study.</summary>
internal static partial class AssociationPlots
{
    private const string SyntheticMark = "synthetic rows: restates the generator";

    /// <summary>Writes Manhattan, volcano, QQ, forest and (where gathered) correlation pictures of each source as PNG.</summary>
    /// <param name="table">Results.</param>
    /// <param name="folder">Folder; made if missing. Files of sources carry their name, e.g. manhattan-synthetic.png.</param>
    /// <returns>The files written.</returns>
    public static IReadOnlyList<string> Save(AssociationTable table, string folder)
    {
        var written = new List<string>();
        foreach (var source in table.Rows.GroupBy(r => r.Source))
        {
            AssociationRow[] tested = [.. source.Where(r => double.IsFinite(r.Significance.Log10))];
            if (tested.Length == 0)
                continue;
            Write("manhattan", source.Key, Manhattan(tested));
            if (tested.Any(r => double.IsFinite(Effect(r))))
                Write("volcano", source.Key, Volcano(tested));
            Write("qq", source.Key, QuantileQuantile(tested));
        }

        AssociationRow[] estimated = [.. table.Rows.Where(HasStandardised)];
        if (estimated.Length > 0)
            Write("forest", "", Forest(estimated, table.Level));
        foreach (var grid in table.Correlations.Where(g => g.Names.Count > 1))
            Write("correlations", grid.Source, Correlations(grid));
        return written;

        void Write(string name, string source, Picture picture)
        {
            written.Add(Path.Combine(folder, source.Length > 0 ? $"{name}-{source}.png" : name + ".png"));
            AtomicFile.WriteBytes(written[^1], picture.Bytes);
        }
    }

    private static string Remark(IEnumerable<string> sources, string note) =>
        sources.Contains(RowSource.Synthetic) ? $"{note}; {SyntheticMark}" : note;

    private static string Short(string name) => name.Length > 28 ? name[..27] + "…" : name;

    private static string Number(double v) => v.ToString("G3", CultureInfo.InvariantCulture);
}
