namespace GanCmri.Formats;

/// <summary>One tensor to write to a safetensors file.</summary>
/// <param name="Name">Its name, e.g. "mapping.w_avg".</param>
/// <param name="Type">What an element is.</param>
/// <param name="Shape">Sizes along each axis; empty for a single number.</param>
/// <param name="Data">Gives the bytes when the tensor's turn comes: C order, little-endian, as many as type and shape say.</param>
internal sealed record SafetensorsTensor(string Name, StoredType Type, IReadOnlyList<long> Shape, Func<ReadOnlyMemory<byte>> Data);
