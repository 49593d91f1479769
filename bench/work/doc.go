// Package work is the reference work that an overhead is measured against.
//
// A metric is recorded in the midst of other work, so its cost is what it adds
// to that work, not what it takes in a loop of its own. The functions here
// stand for that work. They hash a buffer with FNV-1a: every step waits for the
// multiplication before it, so that the latency of a call depends on the
// processor's frequency and on little else: not on memory, on branches, or on
// how the code is aligned.
//
// How calls follow one another matters as much as the work. In
//
//	h = work.FNV(h, &buf)
//
// each call waits for the one before, as the steps of one request do. The
// processor has units to spare meanwhile, and a short operation that does not
// stall it is done in their shadow. In
//
//	sum += work.FNV(work.Offset, &buf)
//
// calls overlap, since none waits for another's result: the processor is busy
// throughout, a call takes little more than half the time, and whatever comes
// between two calls takes room from them. The first form is the work that
// overheads are given against; the second shows what is left when nothing hides.
// BenchmarkFNV and BenchmarkFNVChained time the two.
//
// None of them is inlined, allocates, or keeps its argument. They are safe for
// concurrent use, as long as nobody writes to the buffer.
package work
