using GanCmri.Tests.Phenotypes;

namespace GanCmri.Cli.Tests.Verbs;

[CollectionDefinition(nameof(TinySegmenter))]
public sealed class TinySegmenterShared : ICollectionFixture<TinySegmenter>;
