// Peers measures whit beside the libraries that one would use instead.
//
//	go run ./bench/peers [flags]
//
// Each call is measured in two ways. Paired: what it adds to 60 ns, and to 0.7 µs, of
// work (see [github.com/whitmetrics/whit/bench/meter]). Plain: ns an event with nothing
// between events, on one goroutine and on up to eight for each processor. Before that
// each library's own reading is checked against the number of events.
//
// Progress goes to standard error; the tables, or JSON, to standard output; charts into
// a directory. The exit status is 0, or 1 if a library has counted wrong or something
// else has failed, or 2 for a flag that is wrong. A claim that is not met is no failure.
package main
