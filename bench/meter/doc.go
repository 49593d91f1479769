// Package meter measures what an operation adds to the work around it.
//
// A loop over the operation alone says little about its cost in a server: there
// it shares the processor with other work, overlaps with it, and disturbs it. So
// the meter runs two blocks in one process, the work alone and the same work
// followed by the operation, some 0.2 ms each, one right after the other in
// random order. The ratio of the two is one pair. A shift in the processor's
// frequency or a drift of the machine hits both blocks alike and drops out; an
// interruption spoils one pair, and the median over thousands does not see it.
//
// # Quiet pairs
//
// Where the processor's cores have two hardware threads, the other one may
// belong to somebody else. When it is busy, both share the core's execution
// units: an operation that alone would have filled idle ones must wait for them,
// and its overhead comes out larger. Pairing does not cancel that. The meter
// tells such times by a probe: a fixed number of independent integer
// instructions, which fill the execution units and thus slow down as soon as
// anybody else uses them. It runs before and after each chunk of pairs. A chunk
// is quiet if neither probe took over 10 % longer than the fastest probe of the
// run. Results are given over all pairs, and over the quiet ones.
//
// # Reading a result
//
// The interval is for the median of the pairs. It does not cover a bias that is
// the same in every pair, such as the alignment of one block's code, so measure a
// null beside every operation: a [Subject] whose Base and With do the same work
// through two copies of the code. It must read 0; what it reads instead is the
// bias to expect of the others. Nor does it cover what differs from process to
// process (addresses, the seeds of maps): repeat a run that matters.
//
// A garbage collection runs before each chunk, outside the timed blocks, so the
// collections that an allocating operation causes are mostly not in its figure:
// count its allocations apart.
package meter
