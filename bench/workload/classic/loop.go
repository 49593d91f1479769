package classic

import (
	"strconv"
	"time"

	"github.com/whitmetrics/whit/compat"
)

// pooled is the loop with names made beforehand, from the place first on.
func pooled(m compat.WebSocketMetrics, all names, first, n int) {
	last := time.Now()
	for i := range n {
		client := all.at(first + i)
		m.RecordConnection(client)
		now := time.Now()
		m.RecordMessageSent(client, milliseconds(now.Sub(last)))
		last = now
	}
}

// made is the loop with names made in it.
func made(m compat.WebSocketMetrics, first, n int) {
	last := time.Now()
	for i := range n {
		client := "client_" + strconv.Itoa(first+i)
		m.RecordConnection(client)
		now := time.Now()
		m.RecordMessageSent(client, milliseconds(now.Sub(last)))
		last = now
	}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
