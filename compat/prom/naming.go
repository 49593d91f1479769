package prom

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/prometheus/otlptranslator"
	"github.com/whitmetrics/whit/aggregate"
)

var (
	namer      = otlptranslator.MetricNamer{WithMetricSuffixes: true}
	labelNamer = otlptranslator.LabelNamer{}
	types      = map[aggregate.Kind]otlptranslator.MetricType{
		aggregate.Counter:      otlptranslator.MetricTypeMonotonicCounter,
		aggregate.Distribution: otlptranslator.MetricTypeHistogram,
		aggregate.Timer:        otlptranslator.MetricTypeHistogram,
		aggregate.Gauge:        otlptranslator.MetricTypeGauge,
	}
)

// nameOf returns what Prometheus calls a metric, by its naming conventions: words
// joined by underscores, then the unit, then "total" for a counter.
func nameOf(name, unit string, kind aggregate.Kind) (string, error) {
	mapped, err := namer.Build(otlptranslator.Metric{
		Name: strings.ReplaceAll(name, ":", "_"), // colons are for recording rules
		Unit: unit,
		Type: types[kind],
	})
	if err != nil {
		return "", fmt.Errorf("prom: metric %q: %w", name, err)
	}
	return mapped, nil
}

// labelNameOf returns what Prometheus calls a label.
func labelNameOf(metric, name string) (string, error) {
	mapped, err := labelNamer.Build(name)
	if err != nil {
		return "", fmt.Errorf("prom: metric %q: label %q: %w", metric, name, err)
	}
	return mapped, nil
}

// helpOf returns the metric's help: promlint wants one.
func helpOf(t *aggregate.Total) string {
	if t.Help != "" {
		return validText(t.Help)
	}
	return fmt.Sprintf("The %v %s.", t.Kind, t.Name)
}

// validText returns s as UTF-8.
func validText(s string) string { return strings.ToValidUTF8(s, string(utf8.RuneError)) }
