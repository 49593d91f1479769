package subject

import (
	"context"
	"fmt"
)

// Family is a kind of event.
type Family string

const (
	Count     Family = "count"     // that it happened
	Value     Family = "value"     // and how large it was
	Timing    Family = "timing"    // and how long it took
	Labelled1 Family = "labelled1" // with one label, looked up on each event
	Labelled  Family = "labelled"  // with two
	Labelled3 Family = "labelled3" // with three
	LongLabel Family = "long"      // with two, one of 16 to 40 bytes
	Kept      Family = "kept"      // of one labelled series, looked up beforehand
)

// Families are all of them.
var Families = []Family{Count, Value, Timing, Labelled1, Labelled, Labelled3, LongLabel, Kept}

// Role says how a subject is ranked.
type Role string

const (
	Peer      Role = "peer"      // a metric of another library
	Whit      Role = "whit"      // what whit is judged by
	Beside    Role = "beside"    // whit's other calls, such as its handles for one goroutine
	Reference Role = "reference" // no metric, but what metrics are made of
)

// A Subject is one call of one library.
type Subject struct {
	Library string
	Call    string
	Family  Family
	Role    Role
	// Shared means that all goroutines write to one word, or wait for one lock; the
	// others spread a counter over several words.
	Shared bool
	// Summary means that of values it keeps no distribution, neither buckets nor samples.
	Summary bool
	// Sent means that each event, or each that is sampled, goes to a socket, which may lose it.
	Sent bool
	// Rate is the share of events that it sends, by which its reading is an estimate; 0
	// for a subject whose reading must be exact.
	Rate float64
	Note string // what there is to know beside the figures
	// Open makes what the call needs.
	Open func() (*Instance, error)
}

// Name is the library with the call.
func (s Subject) Name() string { return s.Library + " " + s.Call }

// An Instance is a subject that is ready to run.
type Instance struct {
	// Run has n events, each after a piece of work. It may run on many goroutines.
	Run func(w Work, n int)
	// Read returns how many events the library has seen, when all have been. It is
	// called once at most, just before Close. It is nil for references.
	Read func(ctx context.Context) (float64, error)
	// Lost returns the share of samples that were lost since it was called last. It is nil
	// for what does not sample.
	Lost func(ctx context.Context) (share float64, err error)
	// Close ends the instance's goroutines. It may be nil.
	Close func() error
}

// End closes the instance.
func (i *Instance) End() error {
	if i.Close == nil {
		return nil
	}
	return i.Close()
}

// All returns the subjects of a family.
func All(f Family) []Subject {
	var all []Subject
	for _, of := range []func() []Subject{
		references, whitMetrics, whitLabelled, byHand, prometheusClient, openTelemetry, victoriaMetrics,
		xsyncs, crlib, hashicorp, rcrowley, tallyScope, datadog, oneLabel, threeLabels, longLabels,
	} {
		for _, s := range of() {
			if s.Family == f {
				all = append(all, s)
			}
		}
	}
	return all
}

// only is the reading that is named, or an error.
func only(what string, n float64, found bool) (float64, error) {
	if !found {
		return 0, fmt.Errorf("%s: no such metric in what the library exports", what)
	}
	return n, nil
}
