package whit

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/whitmetrics/whit/ring"
)

// Config says how a Metrics samples and what it may hold. The zero Config is
// [DefaultConfig].
type Config struct {
	// SampleRate is the probability with which an event is sampled, at the start:
	// 1e-06 to 1; 0.03 by default. 1 samples every event, always.
	SampleRate float64
	// MinSampleRate and MaxSampleRate bound the rate as it adapts to the load: 0.01
	// and 0.15 by default, or SampleRate where that lies outside.
	MinSampleRate, MaxSampleRate float64
	// BufferSize is the number of ring slots, over all shards: up to 4194304; 2000
	// by default. A shard has a power of two of them, 512 at least. A slot takes 40
	// bytes.
	BufferSize int
	// FlushInterval is how old estimates may become: 1 ms to 1 h; 2 s by default.
	FlushInterval time.Duration
	// AdjustInterval is the least time between two changes of a rate: 1 ms to 1 h; 5 s
	// by default. A ring that is nearly full has its rate halved at once.
	AdjustInterval time.Duration

	// FixedRate keeps the rate at SampleRate.
	FixedRate bool
	// NoMeta leaves Snapshot.Meta zero.
	NoMeta bool
	// CountsOnly turns all sampling off, of critical metrics too: counts, and nothing
	// else, at the lowest cost there is.
	CountsOnly bool

	// Overflow says which sampled event loses its detail when a ring is full;
	// [ring.DropNewest] by default. Counts are exact in any case.
	Overflow ring.Policy

	// MaxClients is how many clients are kept, over all metrics, which have equal shares of
	// them, 16 at least: those with the most events. Up to 1048576; 256 by default.
	MaxClients int
	// MaxSeries is for labelled families, which are to come: 1 to 1048576; 2000 by
	// default.
	MaxSeries int
	// ClientTTL is how long a client is known that is not seen any more: 1 s or more;
	// 1 h by default.
	ClientTTL time.Duration

	// Seed makes the sampling repeatable, as far as the scheduler lets it be; random
	// by default.
	Seed uint64
}

// DefaultConfig returns what the zero fields of a Config stand for. Its Seed is
// zero, for a random one.
func DefaultConfig() Config {
	return Config{
		SampleRate: 0.03, MinSampleRate: 0.01, MaxSampleRate: 0.15,
		BufferSize:    2000,
		FlushInterval: 2 * time.Second, AdjustInterval: 5 * time.Second,
		MaxClients: 256, MaxSeries: 2000, ClientTTL: time.Hour,
	}
}

const (
	maxBuffer   = ring.MaxCapacity
	maxMany     = 1 << 20
	minRate     = 1e-6
	minInterval = time.Millisecond
	maxInterval = time.Hour
)

// complete returns c as New uses it, or an error that names all that is wrong with
// it.
func (c Config) complete() (Config, error) {
	c = c.withDefaults()
	var faults []error
	check := func(ok bool, field string, value any, want string) {
		if !ok {
			faults = append(faults, fmt.Errorf("whit: Config.%s is %v: want %s", field, value, want))
		}
	}
	rate := func(field string, p float64) {
		check(validRate(p), field, p, "a number from 1e-06 to 1")
	}
	between := func(field string, d time.Duration) {
		check(d >= minInterval && d <= maxInterval, field, d, "1ms to 1h")
	}
	many := func(field string, n, limit int) {
		check(n >= 1 && n <= limit, field, n, fmt.Sprintf("1 to %d", limit))
	}
	rate("SampleRate", c.SampleRate)
	rate("MinSampleRate", c.MinSampleRate)
	rate("MaxSampleRate", c.MaxSampleRate)
	switch low, p, high := c.MinSampleRate, c.SampleRate, c.MaxSampleRate; {
	case len(faults) > 0 || c.FixedRate || c.CountsOnly: // no bounds to hold the rate against
	case low > high:
		check(false, "MinSampleRate", low, fmt.Sprintf("at most MaxSampleRate, which is %v", high))
	case p < low || p > high:
		check(false, "SampleRate", p, fmt.Sprintf("MinSampleRate to MaxSampleRate, %v to %v, or FixedRate", low, high))
	}
	many("BufferSize", c.BufferSize, maxBuffer)
	between("FlushInterval", c.FlushInterval)
	between("AdjustInterval", c.AdjustInterval)
	check(c.Overflow.Valid(), "Overflow", c.Overflow, "ring.DropNewest or ring.DropOldest")
	many("MaxClients", c.MaxClients, maxMany)
	many("MaxSeries", c.MaxSeries, maxMany)
	check(c.ClientTTL >= time.Second, "ClientTTL", c.ClientTTL, "1s or more")
	if c.CountsOnly {
		c.SampleRate = 0
	}
	c.FixedRate = c.FixedRate || c.SampleRate == 0 || c.SampleRate == 1
	return c, errors.Join(faults...)
}

// withDefaults returns c with its zero fields filled in.
func (c Config) withDefaults() Config {
	d := DefaultConfig()
	c.SampleRate = cmp.Or(c.SampleRate, d.SampleRate)
	if validRate(c.SampleRate) { // a rate that was asked for moves the bounds that were not
		d.MinSampleRate = min(d.MinSampleRate, c.SampleRate)
		d.MaxSampleRate = max(d.MaxSampleRate, c.SampleRate)
	}
	c.MinSampleRate = cmp.Or(c.MinSampleRate, d.MinSampleRate)
	c.MaxSampleRate = cmp.Or(c.MaxSampleRate, d.MaxSampleRate)
	c.BufferSize = cmp.Or(c.BufferSize, d.BufferSize)
	c.FlushInterval = cmp.Or(c.FlushInterval, d.FlushInterval)
	c.AdjustInterval = cmp.Or(c.AdjustInterval, d.AdjustInterval)
	c.MaxClients = cmp.Or(c.MaxClients, d.MaxClients)
	c.MaxSeries = cmp.Or(c.MaxSeries, d.MaxSeries)
	c.ClientTTL = cmp.Or(c.ClientTTL, d.ClientTTL)
	c.Seed = cmp.Or(c.Seed, rand.Uint64())
	return c
}

func validRate(p float64) bool { return p >= minRate && p <= 1 }
