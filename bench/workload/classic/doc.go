// Package classic is the tight loop that gave the figures of the metrics that whit
// replaces: two records an iteration, RecordConnection and RecordMessageSent, for a
// client that has not been seen before, and one read of the clock for the latency.
// There is no other work, so that all that the records cost shows. With a
// [compat.WebSocketMetrics] that does nothing the old loop made 16,887,285 records a
// second, with the old metrics 470,668; memory grew by 3.5 MB per 10,000 records.
//
// [Measure] compares metrics with none in pairs of blocks
// ([github.com/whitmetrics/whit/bench/meter]): the loop is the same code for all,
// behind the same interface. The clients' names are made beforehand, because making
// them is the server's business and would hide the metrics' cost; the variant with
// names made in the loop is measured beside it. [Fill] tells what memory grows by.
package classic
