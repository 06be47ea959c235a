// Loads every model of a folder in a process of its own and writes what it makes of rows.csv, and what ML.NET alone makes of it: the tests
// compare.
using GanCmri.Learning;
using Microsoft.Data.Analysis;
using Microsoft.ML;

if (args is ["gc"])
{
    GC.KeepAlive(new MLContext(1).Gan);
    Console.WriteLine(System.Runtime.GCSettings.LatencyMode);
    return;
}

var (folder, textColumns) = (args[0], args[1].Split(','));
var ml = new MLContext(1);
var rows = ml.Gan.FromDataFrame(ml.Gan.LoadCsv(Path.Combine(folder, "rows.csv"), textColumns));
foreach (var path in Directory.EnumerateFiles(folder, "*.zip").Order(StringComparer.Ordinal))
{
    var model = ml.Gan.LoadModel(path);
    var made = ml.Gan.ToDataFrame(model.Transform(rows));
    foreach (var given in rows.Schema.Select(c => c.Name).ToArray())
        made.Columns.Remove(given);
    ml.Gan.SaveCsv(new DataFrame(made.Columns), Path.ChangeExtension(path, ".made.csv"));
    (model as IDisposable)?.Dispose();
    File.WriteAllText(Path.ChangeExtension(path, ".plain.txt"), Plainly(path));
}

string Plainly(string path)
{
    try
    {
        new MLContext(1).Model.Load(path, out _).Transform(rows);
        return "used without an error";
    }
    catch (ArgumentException e)
    {
        return e.Message;
    }
}
