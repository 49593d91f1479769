package prom

import (
	"fmt"
	"maps"
	"slices"
)

func histogramOpts(o HistogramOpts) Opts {
	return Opts{Namespace: o.Namespace, Subsystem: o.Subsystem, Name: o.Name, Help: o.Help, Unit: o.Unit, ConstLabels: o.ConstLabels}
}

func summaryOpts(o SummaryOpts) Opts {
	return Opts{Namespace: o.Namespace, Subsystem: o.Subsystem, Name: o.Name, Help: o.Help, Unit: o.Unit, ConstLabels: o.ConstLabels}
}

// boundsOf returns the bounds of the classic buckets that o asks for.
func boundsOf(o HistogramOpts) []float64 {
	if len(o.Buckets) == 0 && o.NativeHistogramBucketFactor <= 1 {
		return checkBounds(DefBuckets)
	}
	return checkBounds(o.Buckets)
}

// objectivesOf returns the quantiles that o asks for.
func objectivesOf(o SummaryOpts) []float64 {
	q := slices.Sorted(maps.Keys(o.Objectives))
	if n := len(q); n > 0 && !(q[0] >= 0 && q[n-1] <= 1) {
		panic(fmt.Errorf("prom: summary %s: Objectives %v: want quantiles from 0 to 1", BuildFQName(o.Namespace, o.Subsystem, o.Name), q))
	}
	return q
}

// reserve panics if a label has the name that Prometheus keeps for itself.
func reserve(label string, o Opts, names []string) {
	if _, taken := o.ConstLabels[label]; taken || slices.Contains(names, label) {
		panic(fmt.Errorf("prom: %s: label %q: want another name, Prometheus keeps that one for itself", fqName(o), label))
	}
}
