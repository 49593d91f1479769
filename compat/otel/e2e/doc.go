// Package e2e tests package whitotel from end to end: measurements go through the SDK's
// readers and OTLP exporters, over loopback, to the receiver that the OpenTelemetry
// Collector has, or through its Prometheus exporter, and are held against the truth. It is a module of its own for
// the sake of what the collector's modules depend on.
package e2e
