package whit

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/whitmetrics/whit/aggregate"
)

const (
	maxLabels = 64  // of a family
	maxLabel  = 255 // bytes of a label's name
	maxValue  = 256 // bytes of a label's value that count
)

// checkLabels panics unless the labels are fit for a family of that name and kind.
func checkLabels(family string, kind aggregate.Kind, labels []string) {
	if len(labels) < 1 || len(labels) > maxLabels {
		panic(fmt.Sprintf("whit: family %q has %d labels: want 1 to %d", family, len(labels), maxLabels))
	}
	for i, l := range labels {
		switch {
		case !validLabel(l):
			panic(fmt.Sprintf("whit: family %q: label %.300q: want 1 to %d bytes: a letter or _, then letters, digits, _, and not __ in front", family, l, maxLabel))
		case l == aggregate.Overflow, (l == "le" || l == "quantile") && kind != aggregate.Counter && kind != aggregate.Gauge:
			panic(fmt.Sprintf("whit: family %q: label %q: want another name, as this one is reserved", family, l))
		case slices.Contains(labels[:i], l):
			panic(fmt.Sprintf("whit: family %q: label %q is there twice: want each once", family, l))
		}
	}
}

// validLabel reports whether Prometheus takes it for a label's name.
func validLabel(l string) bool {
	ok := len(l) > 0 && len(l) <= maxLabel && !strings.HasPrefix(l, "__")
	for i := 0; ok && i < len(l); i++ {
		ok = nameByte(l[i], i == 0) && !strings.ContainsRune(".-/:", rune(l[i]))
	}
	return ok
}

// canonical reports whether a label's value is as it is kept.
func canonical(value string) bool { return len(value) <= maxValue && utf8.ValidString(value) }

// canonicalValue returns a label's value as it is kept: in UTF-8, whatever bytes it
// had, and no longer than counts. It is its own canonical value.
func canonicalValue(value string) string {
	if canonical(value) {
		return value
	}
	value = value[:min(len(value), 4*maxValue)] // a bound on the work; no rune that counts is cut
	value = strings.ToValidUTF8(value, "\uFFFD")
	end := min(len(value), maxValue)
	for end < len(value) && !utf8.RuneStart(value[end]) {
		end--
	}
	return value[:end]
}

// canonicalValues returns values as they are kept: the slice itself if they are so.
func canonicalValues(values []string) []string {
	for i := range values {
		if !canonical(values[i]) {
			kept := make([]string, len(values))
			for i, v := range values {
				kept[i] = canonicalValue(v)
			}
			return kept
		}
	}
	return values
}
