package whit

import (
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"time"
)

// The environment variables of ConfigFromEnv.
const (
	envSampleRate    = "METRICS_SAMPLE_RATE"
	envMinSampleRate = "METRICS_MIN_SAMPLE_RATE"
	envMaxSampleRate = "METRICS_MAX_SAMPLE_RATE"
	envBufferSize    = "METRICS_BUFFER_SIZE"
	envFlushInterval = "METRICS_FLUSH_INTERVAL"
	envAdaptive      = "METRICS_ADAPTIVE_SAMPLING"
	envMeta          = "METRICS_ENABLE_META"
)

// ConfigFromEnv returns the configuration that these environment variables ask
// for; one that is unset or blank stands for its default:
//
//	METRICS_SAMPLE_RATE        1e-06 to 1; 0: CountsOnly  0.03
//	METRICS_MIN_SAMPLE_RATE    1e-06 to 1                 0.01, or the rate if that is less
//	METRICS_MAX_SAMPLE_RATE    1e-06 to 1                 0.15, or the rate if that is more
//	METRICS_BUFFER_SIZE        1 to 4194304               2000
//	METRICS_FLUSH_INTERVAL     seconds, 0.001 to 3600     2.0
//	METRICS_ADAPTIVE_SAMPLING  true or false              true
//	METRICS_ENABLE_META        true or false              true
//
// The error names each variable that is at fault, its value, and what is allowed.
func ConfigFromEnv() (Config, error) {
	var e environment
	c := Config{
		SampleRate:    e.rate(envSampleRate, true),
		MinSampleRate: e.rate(envMinSampleRate, false),
		MaxSampleRate: e.rate(envMaxSampleRate, false),
		BufferSize:    e.integer(envBufferSize, 1, maxBuffer),
		FlushInterval: e.seconds(envFlushInterval, minInterval, maxInterval),
		FixedRate:     !e.boolean(envAdaptive, true),
		NoMeta:        !e.boolean(envMeta, true),
	}
	if rate, err := strconv.ParseFloat(e.text(envSampleRate), 64); err == nil && rate == 0 {
		c.CountsOnly = true
	}
	c = c.withDefaults()
	c.Seed = 0
	if len(e.faults) == 0 && !c.FixedRate && !c.CountsOnly {
		e.checkBounds(c)
	}
	c.FixedRate = c.FixedRate || c.SampleRate == 1
	return c, errors.Join(e.faults...)
}

// environment reads variables and collects what is wrong with them. What it
// returns for one that is unset or at fault is zero, which stands for the default.
type environment struct{ faults []error }

func (e *environment) text(name string) string { return strings.TrimSpace(os.Getenv(name)) }

func (e *environment) fault(name, want string) {
	e.faults = append(e.faults, fmt.Errorf("whit: %s=%q: want %s", name, os.Getenv(name), want))
}

// rate reads a sampling rate; zero says whether 0 is one.
func (e *environment) rate(name string, zero bool) float64 {
	v, err := strconv.ParseFloat(e.text(name), 64)
	switch {
	case e.text(name) == "", err == nil && (validRate(v) || zero && v == 0):
		return v
	case zero:
		e.fault(name, "a number from 1e-06 to 1, or 0 for counts only")
	default:
		e.fault(name, "a number from 1e-06 to 1")
	}
	return 0
}

func (e *environment) number(name string, low, high float64) float64 {
	v, err := strconv.ParseFloat(e.text(name), 64)
	if e.text(name) == "" || err == nil && v >= low && v <= high {
		return v
	}
	e.fault(name, fmt.Sprintf("a number from %v to %v", low, high))
	return 0
}

func (e *environment) integer(name string, low, high int) int {
	text := e.text(name)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		e.fault(name, fmt.Sprintf("a whole number from %d to %d", low, high))
		return 0
	}
	return n
}

func (e *environment) seconds(name string, low, high time.Duration) time.Duration {
	return time.Duration(math.Round(e.number(name, low.Seconds(), high.Seconds()) * float64(time.Second)))
}

func (e *environment) boolean(name string, unset bool) bool {
	switch strings.ToLower(e.text(name)) {
	case "":
		return unset
	case "true", "1", "yes", "on":
		return true
	case "false", "0", "no", "off":
		return false
	}
	e.fault(name, "true or false (or 1, 0, yes, no, on, off)")
	return unset
}

// checkBounds finds contradictions between rates that are each allowed.
func (e *environment) checkBounds(c Config) {
	if c.MinSampleRate > c.MaxSampleRate {
		e.faults = append(e.faults, fmt.Errorf("whit: %s is %v and %s is %v: want the first at most the second",
			envMinSampleRate, c.MinSampleRate, envMaxSampleRate, c.MaxSampleRate))
		return
	}
	if c.SampleRate < c.MinSampleRate || c.SampleRate > c.MaxSampleRate {
		e.faults = append(e.faults, fmt.Errorf("whit: %s is %v: want %s to %s, %v to %v, or %s=false",
			envSampleRate, c.SampleRate, envMinSampleRate, envMaxSampleRate, c.MinSampleRate, c.MaxSampleRate, envAdaptive))
	}
}
