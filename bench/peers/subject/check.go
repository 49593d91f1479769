package subject

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"sync"
	"time"
)

const (
	// checkEvents are enough for an estimate of 3 %. Those with labels that are sent, each in
	// some 40 bytes of a packet, are few enough for a socket's buffer at a quarter of that.
	checkEvents = 4000
	sentEvents  = 1000
	checkTime   = 10 * time.Second // in which a library tells what it has counted
	// tolerance is for figures that the library rounds when it writes them.
	tolerance = 1e-6
	// sigmas is how far an estimate may be off: by chance once in some 500 million checks.
	sigmas = 6
)

// Check runs s with nothing between the events, on one goroutine and then on two for each
// processor, and compares the library's own reading with the number of events.
func (s Subject) Check(ctx context.Context) (err error) {
	i, err := s.Open()
	if err != nil {
		return fmt.Errorf("%s: %w", s.Name(), err)
	}
	defer func() {
		if e := i.End(); err == nil && e != nil {
			err = fmt.Errorf("%s: %w", s.Name(), e)
		}
	}()
	events := checkEvents
	if s.Sent && s.Rate == 0 {
		events = sentEvents
	}
	goroutines := 2 * runtime.GOMAXPROCS(0)
	each := events / 2 / goroutines
	i.Run(Nothing, events/2)
	var running sync.WaitGroup
	for range goroutines {
		running.Go(func() { i.Run(Nothing, each) })
	}
	running.Wait()
	if i.Read == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	got, err := i.Read(ctx)
	if err != nil {
		return fmt.Errorf("%s: %w", s.Name(), err)
	}
	return s.judge(got, float64(events/2+each*goroutines))
}

// judge returns an error unless the reading is what it ought to be after n events.
func (s Subject) judge(got, n float64) error {
	off := tolerance * n
	if s.Rate > 0 {
		off = sigmas * math.Sqrt(n*(1-s.Rate)/s.Rate)
	}
	if !(math.Abs(got-n) <= off) {
		return fmt.Errorf("%s: it has counted %g of %g events, want %g to %g", s.Name(), got, n, n-off, n+off)
	}
	return nil
}
