package classic

import (
	"runtime"
	"strconv"
	"time"

	"github.com/whitmetrics/whit/compat"
)

// Limits of what metrics hold that do not grow, in bytes.
const (
	HeldLimit   = 8 << 20
	GrowthLimit = 1 << 10 // per 10,000 records
	// FillRecords is the number of records that the limits are for.
	FillRecords = 2_400_000
)

// A Filling is what metrics hold after many records, each by a client of its own.
type Filling struct {
	Records   int
	PerSecond float64 // of one straight run, names made in it
	Held      int64   // bytes, all in all
	Growth    float64 // bytes per 10,000 records, over the whole run
}

// Fill gives c's metrics so many records, by turns a connection and a message sent.
// It reads the heap of the whole process, which should do nothing else.
func Fill(c Candidate, records int) (Filling, error) {
	before := heap()
	m, err := c.Make()
	if err != nil {
		return Filling{}, err
	}
	empty := heap()
	start := time.Now()
	fill(m, records)
	took := time.Since(start)
	m.Report() // takes the samples in
	full := heap()
	return Filling{
		Records:   records,
		PerSecond: float64(records) / took.Seconds(),
		Held:      full - before,
		Growth:    float64(full-empty) / float64(records) * 10_000,
	}, stop(m)
}

// fill is the loop of this package, but for a name for each record.
func fill(m compat.WebSocketMetrics, records int) {
	last := time.Now()
	for i := 0; i < records; i += Records {
		m.RecordConnection("client_" + strconv.Itoa(i))
		now := time.Now()
		m.RecordMessageSent("client_"+strconv.Itoa(i+1), milliseconds(now.Sub(last)))
		last = now
	}
}

// heap returns the bytes in use. What a finalizer holds is gone after the second
// collection.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
