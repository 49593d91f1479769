// Overhead measures what it costs to record through the OpenTelemetry API, with whit's
// provider underneath and with the SDK's: blocks of some 55 ns of work alone, and of the
// same work followed by the operation, paired in random order (package
// bench/meter), on one goroutine and on two at once.
//
//	go run ./compat/otel/overhead
package main
