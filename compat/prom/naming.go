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

// validText returns s as UTF-8: an invalid byte becomes U+FFFD and its two
// hexadecimal digits, and U+FFFD itself two of them, so that no two texts become the
// same.
func validText(s string) string {
	if utf8.ValidString(s) && !strings.ContainsRune(s, utf8.RuneError) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r != utf8.RuneError:
			b.WriteRune(r)
		case n == 1:
			fmt.Fprintf(&b, "%c%02x", r, s[i])
		default:
			fmt.Fprintf(&b, "%c%c", r, r)
		}
		i += n
	}
	return b.String()
}
