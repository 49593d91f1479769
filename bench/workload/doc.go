// Package workload compares implementations of the same thing under the same load.
//
// The candidates take turns in short slices, in an order that is drawn anew for
// each round, so that a noisy minute hits all alike. Within a round each candidate
// is compared with the first, the reference; the overhead is the median over the
// rounds with its bootstrap interval. It is given twice: for the time that an
// operation takes, which is what a user sees and what noise hits hardest, and for
// the processor time that it takes, which does not count the time that was spent
// waiting, for other programs among others.
//
// A candidate that is the reference once more is a null: what it reads instead of
// 0 is the error to expect of the others.
//
// The workloads themselves are in the packages below: web is a server under
// requests, loop is 60 ns of work with one call behind it, background is what whit
// does by itself. hub is a message hub and classic a tight loop: both take websocket
// metrics, for which none has a class that does nothing.
package workload
