#!/usr/bin/env dotnet
// Runs the cells of a notebook in dotnet-interactive, as an editor does, and prints what each shows; fails with the first cell that does.
//   dotnet run notebook.cs -- TOOL NOTEBOOK FEED
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

var (tool, notebook, feed) = (args[0], args[1], args[2]);
var start = new ProcessStartInfo(tool, "stdio") { RedirectStandardInput = true, RedirectStandardOutput = true };
using var kernel = Process.Start(start)!;
var cells = JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!
    .AsArray()
    .Where(c => (string?)c!["cell_type"] == "code")
    .Select(c => string.Concat(c!["source"]!.AsArray().Select(line => (string?)line)));
var number = 0;
foreach (var code in cells.Prepend($"#i \"nuget:{feed}\""))
    if (!Run(code, $"cell{number++}"))
        break;
var done = number == cells.Count() + 1 && !kernel.HasExited;
kernel.Kill(entireProcessTree: true);
Console.WriteLine(done ? $"{number - 1} cells, all well" : "failed");
return done ? 0 : 1;

bool Run(string code, string token)
{
    Console.WriteLine($"-- {code.Split('\n')[0]}");
    var command = new JsonObject
    {
        ["token"] = token,
        ["commandType"] = "SubmitCode",
        ["command"] = new JsonObject { ["code"] = code },
    };
    kernel.StandardInput.WriteLine(command.ToJsonString());
    while (kernel.StandardOutput.ReadLine() is { } line)
    {
        if (!line.StartsWith('{') || JsonNode.Parse(line) is not { } message)
            continue;
        var told = message["event"];
        var mine = (string?)message["command"]?["token"] == token;
        switch ((string?)message["eventType"])
        {
            case "ReturnValueProduced" or "DisplayedValueProduced":
                var html = (string?)told?["formattedValues"]?[0]?["value"] ?? "";
                Console.WriteLine($"shown: {Count("data:image/png")} png, {Count("data:image/gif")} gif, {Count("<polyline")} curves");
                int Count(string what) => html.Split(what).Length - 1;
                break;
            case "CommandSucceeded" when mine:
                return true;
            case "CommandFailed" when mine:
                Console.WriteLine((string?)told?["message"]);
                return false;
        }
    }

    return false;
}
