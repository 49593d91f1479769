package web

import (
	"context"
	"time"

	"github.com/whitmetrics/whit"
)

// Telemetry is what the server tells of its requests. Its methods are called by
// many goroutines at once.
type Telemetry interface {
	// Begin is called when a request has come in.
	Begin() Span
	// End is called when that request has been answered.
	End(Span, Answer)
}

// Span is what an implementation keeps from Begin to End: no more than one of the
// fields.
type Span struct {
	sampled whit.Span
	start   time.Time
}

// Answer is how a request was answered.
type Answer struct {
	Status int
	Bytes  int // of the body
	Client string
}

// Statuses are what the server may answer with.
var Statuses = [...]int{200, 201, 400, 404, 500, 503}

// ByStatus counts by status, in the order of Statuses.
type ByStatus [len(Statuses)]uint64

// place returns where status is among Statuses, or -1.
func place(status int) int {
	for i, s := range Statuses {
		if s == status {
			return i
		}
	}
	return -1
}

// firstError is the least status that is the server's own fault.
const firstError = 500

// errors returns how many there were of the server's own faults.
func (b ByStatus) errors() (n uint64) {
	for i, s := range Statuses {
		if s >= firstError {
			n += b[i]
		}
	}
	return n
}

// Implementation is a Telemetry with a life.
type Implementation interface {
	Telemetry
	// Totals returns what was counted, and whether anything is.
	Totals() (Totals, bool)
	// Close takes in what was told and ends the implementation. Totals is then
	// final.
	Close(context.Context) error
}

// Totals is what an implementation has counted.
type Totals struct {
	Begun, Ended uint64
	Requests     uint64 // counted with their client
	Status       ByStatus
	Errors       uint64
	Timed        uint64 // spans
	Answers      uint64 // bodies
	Bytes        float64
	MeanBytes    float64
	Estimated    bool // Bytes and MeanBytes are
}

// None is the implementation that does nothing.
type None struct{}

func (None) Begin() Span                 { return Span{} }
func (None) End(Span, Answer)            {}
func (None) Totals() (Totals, bool)      { return Totals{}, false }
func (None) Close(context.Context) error { return nil }
