namespace GanCmri.Formats;

/// <summary>Where a safetensors file keeps one tensor.</summary>
/// <param name="Name">The tensor's name, e.g. "mapping.w_avg".</param>
/// <param name="Type">What an element is.</param>
/// <param name="Shape">Sizes along each axis; empty for a single number.</param>
/// <param name="Offset">First byte in the file.</param>
/// <param name="Length">Bytes, C order, little-endian.</param>
internal sealed record SafetensorsEntry(string Name, StoredType Type, IReadOnlyList<long> Shape, long Offset, long Length);
