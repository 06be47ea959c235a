namespace GanCmri.Studies.ReaderStudies;

/// <summary>A blinded study: what readers see, and apart from it the truth.</summary>
/// <param name="Name">Six letters that tell it from other studies.</param>
/// <param name="Task">What is asked.</param>
/// <param name="Side">Side of all pictures, pixels.</param>
/// <param name="Items">What is shown, in random order.</param>
/// <param name="Key">The truth of every picture.</param>
internal sealed record ReaderStudy(string Name, ReaderTask Task, int Side, IReadOnlyList<ReaderItem> Items, IReadOnlyList<KeyRow> Key);

/// <summary>A pair or a set.</summary>
/// <param name="Id">Six letters.</param>
/// <param name="Frames">Frames of each picture.</param>
/// <param name="Pictures">From left to right.</param>
internal sealed record ReaderItem(string Id, int Frames, IReadOnlyList<ReaderPicture> Pictures);

/// <summary>A picture or video.</summary>
/// <param name="Id">Six letters.</param>
/// <param name="Pixels">Frames x side x side bytes.</param>
internal sealed record ReaderPicture(string Id, byte[] Pixels);

/// <summary>What a picture is.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Task">pairs or ranking.</param>
/// <param name="Item">The item it is in.</param>
/// <param name="Picture">Its own name.</param>
/// <param name="Place">Its place in the item: A (left), B, …</param>
/// <param name="Source">"real", or the synthetic source.</param>
/// <param name="Origin">Where it is from.</param>
internal sealed record KeyRow(string Study, ReaderTask Task, string Item, string Picture, string Place, string Source, string Origin);
