package prom

import (
	"sync"

	"github.com/whitmetrics/whit"
)

// standard is the Metrics of the constructors.
var standard struct {
	sync.Mutex
	metrics *whit.Metrics
}

// Default returns the Metrics that is behind whatever NewCounter and the other
// constructors of this package make. The first use of it or them starts it, configured
// from the environment: see [whit.ConfigFromEnv]; an error of that panics. It lives as
// long as the program: whoever wants its last samples taken in stops it.
func Default() *whit.Metrics {
	standard.Lock()
	defer standard.Unlock()
	if standard.metrics == nil {
		c, err := whit.ConfigFromEnv()
		if err == nil {
			standard.metrics, err = whit.New(c)
		}
		if err != nil {
			panic(err)
		}
	}
	return standard.metrics
}

// SetDefault makes m what Default returns. It panics if Default has been used, as it
// is by metrics in variables of a package: those come before main.
func SetDefault(m *whit.Metrics) {
	standard.Lock()
	defer standard.Unlock()
	if standard.metrics != nil {
		panic("prom: SetDefault: the default is in use: want it before the first metric; what variables of packages hold is made before main, and METRICS_… variables configure that")
	}
	standard.metrics = m
}

// A Factory makes metrics that a Metrics of one's own is behind, as the functions of
// the same names do with the default one.
type Factory struct {
	metrics *whit.Metrics
}

// On returns a Factory for m.
func On(m *whit.Metrics) Factory { return Factory{m} }

func NewCounter(opts CounterOpts) Counter       { return On(Default()).NewCounter(opts) }
func NewGauge(opts GaugeOpts) Gauge             { return On(Default()).NewGauge(opts) }
func NewHistogram(opts HistogramOpts) Histogram { return On(Default()).NewHistogram(opts) }
func NewSummary(opts SummaryOpts) Summary       { return On(Default()).NewSummary(opts) }

func NewCounterVec(opts CounterOpts, labelNames []string) *CounterVec {
	return On(Default()).NewCounterVec(opts, labelNames)
}

func NewGaugeVec(opts GaugeOpts, labelNames []string) *GaugeVec {
	return On(Default()).NewGaugeVec(opts, labelNames)
}

func NewHistogramVec(opts HistogramOpts, labelNames []string) *HistogramVec {
	return On(Default()).NewHistogramVec(opts, labelNames)
}

func NewSummaryVec(opts SummaryOpts, labelNames []string) *SummaryVec {
	return On(Default()).NewSummaryVec(opts, labelNames)
}
