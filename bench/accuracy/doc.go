// Accuracy shows how far totals that whit estimates from samples are from the truth,
// and how often their 95 % intervals hold it.
//
//	go run ./bench/accuracy [flags]
//
// For each distribution of values and each sampling rate it runs many trials through
// whit itself: events are recorded, flushed and read from a snapshot. A trial is three
// windows of as many events each, from flush to flush, as whit learns what the tail of
// the values is like from a hundred samples; -warm=false leaves out the first two. All
// figures are of the whole total, which is what a snapshot has, unless they are said to
// be of the last window: those are of the difference of two snapshots.
//
// Three estimates are made of the same samples:
//
//   - uncorrected: the sampled values' sum divided by the rate that was configured;
//   - batch: window by window, that sum divided by the rate at the window's end, which
//     is what the metrics that whit replaces do;
//   - calibrated: Total.Sum, what whit publishes.
//
// The first two have the plain normal interval. At a fixed rate they are the same.
// Samples that whit takes for certain, of the tail, count once in both; critical events,
// which the metrics that whit replaces do not tell from others, are divided by the rate.
//
// The program runs on one processor, so that a seed gives the same samples each time;
// an interruption of 10 ms may still split a window in two, which changes the calibrated
// estimate a little.
//
// Progress goes to standard error, tables or JSON to standard output, and a chart to a
// file. The exit status is 0, or 1 if something fails, or 2 for a flag that is wrong.
package main
