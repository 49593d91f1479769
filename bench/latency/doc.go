// Latency shows whether metrics make a server's answers later.
//
//	go run ./bench/latency [flags]
//
// It finds how many requests a second the http workload's server can take, and asks for
// half as many, on a timetable that does not wait for answers (package openloop): a
// request's latency counts from when it was due, so that a stall is seen by all whom it
// would have kept waiting. Without metrics, without once more (the null), and with whit,
// in turns, in an order drawn anew for each of the rounds; whit is started for each of
// its turns and stopped after it.
//
// Each round gives each of them its percentiles, p50 to p99.99. Over the rounds these are
// compared as benchstat does: medians, and the p-value of a Mann-Whitney U-test, below
// 0.05 for a difference that is called significant. Of as many comparisons of things that
// are alike one in twenty is called that too; the null tells how it stands with this
// machine. What -benchfmt writes is for benchstat itself:
//
//	go run ./bench/latency -benchfmt latency.txt
//	go run golang.org/x/perf/cmd/benchstat@latest -col /impl latency.txt
package main
