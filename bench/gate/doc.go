// Gate tells whether a change has made the hot path slower, or has it allocate.
//
//	gate -base DIR -head DIR -out DIR [flags]
//
// Each of the two folders holds binaries of the same benchmarks, as go test -c makes
// them: one for each of some layouts, which differ in the order of their functions
// and in nothing else. Gate runs base and head in turns, in short slices and random
// order, each round with the next layout. What it measures it writes to DIR/base.txt
// and DIR/head.txt, for benchstat.
//
// # What fails
//
// A benchmark is suspected if its median time is over 10 % above that of base, over all
// layouts and in the fastest of each, or its allocations or allocated bytes are above
// those of base at all, and the U test that benchstat uses gives it a p under 0.05. The
// test takes all values for independent, which those of one layout are not: a function
// that lies badly in some layouts is what the fastest layout is for. A shared machine can
// make all of that of nothing, too: a neighbour that comes and goes. So suspects are
// measured a second time, on layouts that had no part in the first, and fail only if all
// of that holds again, with a p under 0.001. The second measurement goes to DIR/confirm-base.txt and
// DIR/confirm-head.txt.
//
// Benchmarks that only one of the two has are named, and not judged. So are those whose
// times vary so much that they may be over 10 % slower for all that was seen.
//
// The exit status is 0, or 1 if a benchmark is worse, or 2 if there was nothing to
// judge: a flag that is wrong, binaries that fail, no benchmark in common, too little
// time.
package main
