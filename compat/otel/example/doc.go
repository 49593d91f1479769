// Example is a small web server that is instrumented through the OpenTelemetry API and
// has whit's provider underneath. It serves on loopback, makes requests to itself, and
// exports to standard output, or to an OTLP endpoint. Afterwards it holds what was
// exported last against what its clients counted.
//
//	go run ./compat/otel/example -duration 3s
//	go run ./compat/otel/example -endpoint localhost:4317
package main
