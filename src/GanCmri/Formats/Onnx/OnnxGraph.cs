using System.Runtime.InteropServices;
using GanCmri.Formats.Onnx.Schema;
using GanCmri.Runtime;
using Google.Protobuf;

namespace GanCmri.Formats.Onnx;

/// <summary>A network in the making, as operations of ONNX (opset 17). Values are known by name; a length of -1 is the batch, any number of
/// rows.</summary>
/// <param name="name">The network's name.</param>
internal sealed class OnnxGraph(string name)
{
    private const int Opset = 17;
    private const int IrVersion = 8;

    private readonly GraphProto _graph = new() { Name = name };

    /// <summary>An input of single-precision numbers.</summary>
    public string Input(string input, string doc, params long[] shape)
    {
        _graph.Input.Add(Value(input, doc, shape));
        return input;
    }

    /// <summary>Names a value as an output.</summary>
    public void Output(string output, string doc, string value, params long[] shape)
    {
        _graph.Node.Add(
            new NodeProto
            {
                OpType = "Identity",
                Name = output,
                Input = { value },
                Output = { output },
            }
        );
        _graph.Output.Add(Value(output, doc, shape));
    }

    /// <summary>Fixed numbers.</summary>
    public string Constant(ReadOnlySpan<float> values, params long[] shape) =>
        Constant(TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>One fixed number.</summary>
    public string Scalar(double value) => Constant([(float)value]);

    /// <summary>Fixed whole numbers, for axes, sizes and margins.</summary>
    public string Whole(params long[] values) =>
        Constant(TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values.AsSpan()), [values.Length]);

    /// <summary>The result of an operation.</summary>
    /// <param name="type">Its ONNX name, e.g. "Conv".</param>
    /// <param name="inputs">Values; an empty name for an input left out.</param>
    /// <param name="attributes">Settings.</param>
    public string Op(string type, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes)
    {
        var result = FormattableString.Invariant($"{type.ToLowerInvariant()}_{_graph.Node.Count}");
        _graph.Node.Add(
            new NodeProto
            {
                OpType = type,
                Name = result,
                Input = { inputs },
                Output = { result },
                Attribute = { attributes },
            }
        );
        return result;
    }

    /// <summary>The result of an operation of one or two values.</summary>
    public string Op(string type, params string[] inputs) => Op(type, inputs.AsEnumerable());

    /// <summary>A setting of whole numbers.</summary>
    public static AttributeProto Ints(string attribute, params long[] values) =>
        new()
        {
            Name = attribute,
            Type = AttributeProto.Types.AttributeType.Ints,
            Ints = { values },
        };

    /// <summary>A setting of one whole number.</summary>
    public static AttributeProto Int(string attribute, long value) =>
        new()
        {
            Name = attribute,
            Type = AttributeProto.Types.AttributeType.Int,
            I = value,
        };

    /// <summary>A setting of one number.</summary>
    public static AttributeProto Float(string attribute, double value) =>
        new()
        {
            Name = attribute,
            Type = AttributeProto.Types.AttributeType.Float,
            F = (float)value,
        };

    /// <summary>A setting in words.</summary>
    public static AttributeProto Text(string attribute, string value) =>
        new()
        {
            Name = attribute,
            Type = AttributeProto.Types.AttributeType.String,
            S = ByteString.CopyFromUtf8(value),
        };

    /// <summary>Writes the network, whole or not at all.</summary>
    /// <param name="path">The file, .onnx.</param>
    /// <param name="doc">What it is, for people.</param>
    /// <param name="notes">Metadata.</param>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public void Save(string path, string doc, IReadOnlyDictionary<string, string> notes)
    {
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "gancmri",
            ProducerVersion = CodeIdentity.Version,
            DocString = doc,
            Graph = _graph,
            OpsetImport = { new OperatorSetIdProto { Version = Opset } },
        };
        model.MetadataProps.AddRange(notes.Select(n => new StringStringEntryProto { Key = n.Key, Value = n.Value }));
        AtomicFile.Write(path, stream => model.WriteTo(stream));
    }

    private string Constant(TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, long[] shape)
    {
        var result = FormattableString.Invariant($"c{_graph.Initializer.Count}");
        _graph.Initializer.Add(
            new TensorProto
            {
                Name = result,
                DataType = (int)type,
                Dims = { shape },
                RawData = ByteString.CopyFrom(bytes),
            }
        );
        return result;
    }

    private static ValueInfoProto Value(string value, string doc, long[] shape)
    {
        var dims = shape.Select(d =>
            d < 0 ? new TensorShapeProto.Types.Dimension { DimParam = "N" } : new TensorShapeProto.Types.Dimension { DimValue = d }
        );
        return new ValueInfoProto
        {
            Name = value,
            DocString = doc,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor
                {
                    ElemType = (int)TensorProto.Types.DataType.Float,
                    Shape = new TensorShapeProto { Dim = { dims } },
                },
            },
        };
    }
}
