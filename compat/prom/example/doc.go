// Command example is a server that is instrumented with whit and scraped by
// Prometheus:
//
//	go run ./compat/prom/example
//
// It serves /metrics, /order?client=NAME&n=NUMBER, which takes that many orders, and
// /truth, which says what the metrics should come to.
package main
