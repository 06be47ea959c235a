// libtorch already uses all cores for one test; several at once only fight for them.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
