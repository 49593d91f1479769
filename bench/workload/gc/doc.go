// Package gc compares how often, and for how long, garbage collection stops a server
// that has metrics and one that has none.
//
// The candidates take turns as in package workload, but in turns that are long enough
// for dozens of collections, and nobody collects by force: when to, the runtime decides,
// as in production. What one turn leaves behind falls into the next, whosever that is.
package gc
