global using GanCmri.Tests;

// Console is one, and torch's numbers want a quiet process: docs/decisions/0005.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
