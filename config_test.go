package whit_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/ring"
)

// faults returns the single errors that err joins.
func faults(err error) (all []string) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			all = append(all, e.Error())
		}
	}
	return all
}

// requireFault wants err to be one fault that has all parts in its text.
func requireFault(t *testing.T, err error, parts ...string) {
	t.Helper()
	require.Len(t, faults(err), 1, "%v", err)
	for _, part := range parts {
		require.ErrorContains(t, err, part)
	}
}

func TestZeroConfigIsTheDefault(t *testing.T) {
	meta := start(t, whit.Config{}).Snapshot().Meta
	require.Equal(t, whit.DefaultConfig().BufferSize, meta.BufferSize)
	require.Equal(t, whit.DefaultConfig().SampleRate, meta.SampleRate)
	start(t, whit.DefaultConfig())
}

func TestDefaultConfig(t *testing.T) {
	require.Equal(t, whit.Config{
		SampleRate: 0.03, MinSampleRate: 0.01, MaxSampleRate: 0.15, BufferSize: 2000,
		FlushInterval: 2 * time.Second, AdjustInterval: 5 * time.Second,
		MaxClients: 256, MaxSeries: 2000, ClientTTL: time.Hour,
	}, whit.DefaultConfig())
}

var nan = math.NaN()

const rateWant = "want a number from 1e-06 to 1"

func TestBadConfig(t *testing.T) {
	for _, c := range []struct {
		config whit.Config
		want   string
	}{
		{whit.Config{SampleRate: nan}, "Config.SampleRate is NaN: " + rateWant},
		{whit.Config{SampleRate: -0.5}, "Config.SampleRate is -0.5: " + rateWant},
		{whit.Config{SampleRate: 1.5}, "Config.SampleRate is 1.5: " + rateWant},
		{whit.Config{SampleRate: math.Inf(1)}, "Config.SampleRate is +Inf: " + rateWant},
		{whit.Config{MinSampleRate: nan}, "Config.MinSampleRate is NaN: " + rateWant},
		{whit.Config{MinSampleRate: -1}, "Config.MinSampleRate is -1: " + rateWant},
		{whit.Config{MaxSampleRate: 2}, "Config.MaxSampleRate is 2: " + rateWant},
		{whit.Config{MaxSampleRate: math.Inf(-1)}, "Config.MaxSampleRate is -Inf: " + rateWant},
		{whit.Config{BufferSize: -1}, "Config.BufferSize is -1: want 1 to 4194304"},
		{whit.Config{BufferSize: 1<<22 + 1}, "Config.BufferSize is 4194305: want 1 to 4194304"},
		{whit.Config{BufferSize: math.MaxInt}, "Config.BufferSize is "},
		{whit.Config{FlushInterval: -time.Second}, "Config.FlushInterval is -1s: want 1ms to 1h"},
		{whit.Config{FlushInterval: 1}, "Config.FlushInterval is 1ns: want 1ms to 1h"},
		{whit.Config{FlushInterval: math.MaxInt64}, "Config.FlushInterval is 2562047h47m16.854775807s: want 1ms to 1h"},
		{whit.Config{AdjustInterval: -1}, "Config.AdjustInterval is -1ns: want 1ms to 1h"},
		{whit.Config{AdjustInterval: 61 * time.Minute}, "Config.AdjustInterval is 1h1m0s: want 1ms to 1h"},
		{whit.Config{Overflow: 7}, "Config.Overflow is Policy(7): want ring.DropNewest or ring.DropOldest"},
		{whit.Config{MaxClients: -3}, "Config.MaxClients is -3: want 1 to 1048576"},
		{whit.Config{MaxClients: 1<<20 + 1}, "Config.MaxClients is 1048577: want 1 to 1048576"},
		{whit.Config{MaxSeries: -1}, "Config.MaxSeries is -1: want 1 to 1048576"},
		{whit.Config{MaxSeries: math.MaxInt32}, "Config.MaxSeries is 2147483647: want 1 to 1048576"},
		{whit.Config{ClientTTL: -time.Hour}, "Config.ClientTTL is -1h0m0s: want 1s or more"},
		{whit.Config{ClientTTL: time.Millisecond}, "Config.ClientTTL is 1ms: want 1s or more"},
	} {
		_, err := whit.New(c.config)
		requireFault(t, err, "whit: "+c.want)
	}
}

func TestContradictoryConfig(t *testing.T) {
	_, err := whit.New(whit.Config{MinSampleRate: .2, MaxSampleRate: .1})
	requireFault(t, err, "Config.MinSampleRate is 0.2: want at most MaxSampleRate, which is 0.1")
	_, err = whit.New(whit.Config{SampleRate: .5, MaxSampleRate: .1})
	requireFault(t, err, "Config.SampleRate is 0.5: want MinSampleRate to MaxSampleRate, 0.01 to 0.1, or FixedRate")
	_, err = whit.New(whit.Config{MinSampleRate: .05})
	requireFault(t, err, "Config.SampleRate is 0.03: want MinSampleRate to MaxSampleRate, 0.05 to 0.15")
}

// Bounds bind a rate that adapts, and no other.
func TestBoundsThatDoNotMatter(t *testing.T) {
	start(t, whit.Config{MinSampleRate: .2, MaxSampleRate: .1, FixedRate: true})
	start(t, whit.Config{SampleRate: .5, MaxSampleRate: .1, FixedRate: true})
	start(t, whit.Config{MinSampleRate: .2, MaxSampleRate: .1, CountsOnly: true})
	start(t, whit.Config{MinSampleRate: .05, CountsOnly: true})
}

// A rate outside the default bounds moves those that were not asked for.
func TestRateMovesDefaultBounds(t *testing.T) {
	for _, rate := range []float64{1e-6, .001, .15, .7, 1} {
		require.InDelta(t, rate, start(t, whit.Config{SampleRate: rate}).Snapshot().Meta.SampleRate, 1e-12)
	}
}

func TestConfigAtItsLimits(t *testing.T) {
	start(t, whit.Config{
		SampleRate: .01, MinSampleRate: .01, MaxSampleRate: 1, BufferSize: 1,
		FlushInterval: time.Millisecond, AdjustInterval: time.Hour, Overflow: ring.DropOldest,
		MaxClients: 1, MaxSeries: 1, ClientTTL: math.MaxInt64,
	})
	start(t, whit.Config{FlushInterval: time.Hour, MaxClients: 1 << 20, MaxSeries: 1 << 20, ClientTTL: time.Second})
}

func TestEveryFaultIsNamed(t *testing.T) {
	m, err := whit.New(whit.Config{
		SampleRate: nan, MinSampleRate: -1, MaxSampleRate: 3, BufferSize: -5, FlushInterval: -1, AdjustInterval: -1,
		Overflow: 9, MaxClients: -1, MaxSeries: -1, ClientTTL: -1,
	})
	require.Nil(t, m)
	require.Len(t, faults(err), 10)
	for _, field := range strings.Fields("SampleRate MinSampleRate MaxSampleRate BufferSize FlushInterval" +
		" AdjustInterval Overflow MaxClients MaxSeries ClientTTL") {
		require.ErrorContains(t, err, "Config."+field+" is ")
	}
}
