using System.Numerics;
using System.Text;
using GanCmri.Runtime;

namespace GanCmri.Formats.Pickles;

/// <summary>Looks at unpickled values as what they should be.</summary>
/// <param name="where">The file's name in messages.</param>
internal sealed class PickleShape(string where)
{
    private readonly Dictionary<PickleText, PickleBytes> _decoded = [];

    /// <summary>The items of a dictionary, or of an object that is one (OrderedDict, EasyDict).</summary>
    public IReadOnlyDictionary<string, object?> Dict(object? value, string what)
    {
        switch (value)
        {
            case PickleDict dict:
                return dict.Texts;
            case PickleCall { Items: { } items }:
                return items.Texts;
            case PickleCall { Function: "copy_reg._reconstructor" or "copyreg._reconstructor", Arguments: [_, _, PickleDict given] }:
                return given.Texts;
            case PickleCall { Function: "collections.OrderedDict" or "dnnlib.util.EasyDict" or "dnnlib.EasyDict" } call:
                var pairs = new PickleDict();
                if (call.Arguments is [List<object?> list])
                    foreach (var pair in list.Select(p => List(p, what)).Where(p => p.Count == 2))
                        pairs.Set(pair[0], pair[1]);
                return pairs.Texts;
            default:
                throw Bad(what, "a dictionary", value);
        }
    }

    /// <summary>The items of a list or tuple.</summary>
    public IReadOnlyList<object?> List(object? value, string what) =>
        value switch
        {
            object?[] tuple => tuple,
            List<object?> list => list,
            PickleCall { Function: "torch.Size", Arguments: [object?[] sizes] } => sizes,
            _ => throw Bad(what, "a list", value),
        };

    /// <summary>A text.</summary>
    public string Text(object? value, string what) => value as string ?? throw Bad(what, "a text", value);

    /// <summary>Whole numbers, as in a tensor's shape.</summary>
    public long[] Longs(object? value, string what)
    {
        var items = List(value, what);
        return items.Count <= 16 ? [.. items.Select(i => Long(i, what))] : throw Bad(what, "at most 16 numbers", value);
    }

    /// <summary>A whole number.</summary>
    public long Long(object? value, string what) => value is long number ? number : throw Bad(what, "a whole number", value);

    /// <summary>Bytes, in any of the forms that the protocols give them.</summary>
    public PickleBytes Bytes(object? value, string what)
    {
        switch (value)
        {
            case PickleBytes bytes:
                return bytes;
            case string text:
                return Latin1(text, what);
            case PickleCall { Function: "_codecs.encode", Arguments: [string text, "latin1" or "latin-1"] }:
                return Latin1(text, what);
            case PickleCall { Function: "_codecs.encode", Arguments: [PickleText text, "latin1" or "latin-1"] }:
                if (!_decoded.TryGetValue(text, out var decoded))
                    _decoded[text] = decoded = Latin1(new PickleCursor(text.Place).Text(text.Place, text.Escaped), what);
                return decoded;
            default:
                throw Bad(what, "bytes", value);
        }
    }

    /// <summary>The error for a value of another kind.</summary>
    public InputException Bad(string what, string expected, object? value) =>
        new(where, $"{expected} as {what}", Kind(value), "this is no network of a kind that can be read");

    private PickleBytes Latin1(string text, string what) =>
        text.All(c => c < 256) ? new ByteSource(where, Encoding.Latin1.GetBytes(text)).All : throw Bad(what, "bytes", text);

    private static string Kind(object? value) =>
        value switch
        {
            null => "none",
            bool or long or double or BigInteger => $"the number {FormattableString.Invariant($"{value}")}",
            string => "a text",
            PickleText => "a long text",
            PickleBytes b => $"{b.Length} bytes",
            object?[] or List<object?> => "a list",
            PickleDict => "a dictionary",
            PickleCall call => $"an object of {call.Function}",
            PickleGlobal global => $"the name {global.Name}",
            _ => "something else",
        };
}
