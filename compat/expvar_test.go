package compat_test

import (
	"encoding/json"
	"expvar"
	"fmt"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/compat"
)

var published atomic.Int64

// newName is a name of its own for each run of a test: expvar never gives one back.
func newName(t *testing.T) string { return fmt.Sprint(t.Name(), published.Add(1)) }

func TestPublishRefusesATakenName(t *testing.T) {
	m, name := newMetrics(t, whit.Config{}).Whit(), newName(t)
	require.NoError(t, compat.Publish(name, m))
	want := fmt.Sprintf("compat: expvar name %q is taken: want one that is not", name)
	assert.EqualError(t, compat.Publish(name, m), want)
	assert.EqualError(t, compat.Publish("memstats", m), `compat: expvar name "memstats" is taken: want one that is not`)
}

func TestPublishedAsJSON(t *testing.T) {
	m, name := newMetrics(t, whit.Config{}), newName(t)
	require.NoError(t, compat.Publish(name, m.Whit()))
	for n := range uint64(3) {
		var s aggregate.Snapshot
		require.NoError(t, json.Unmarshal([]byte(expvar.Get(name).String()), &s))
		total, ok := s.Total("websocket_timeouts")
		require.True(t, ok)
		require.Equal(t, n, total.Count, "as of the reading, without a flush")
		m.RecordTimeout("a")
	}
}

// One variable that is not JSON would spoil all others.
func TestTheHandlerShowsJSON(t *testing.T) {
	name := newName(t)
	require.NoError(t, compat.Publish(name, newMetrics(t, whit.Config{NoMeta: true}).Whit()))
	response := httptest.NewRecorder()
	expvar.Handler().ServeHTTP(response, httptest.NewRequest("GET", "/debug/vars", nil))
	var all map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(response.Body.Bytes(), &all))
	assert.Contains(t, string(all[name]), `"name":"websocket_connections"`)
}

// Of many that want a name one gets it, and nobody panics.
func TestPublishConcurrently(t *testing.T) {
	m := newMetrics(t, whit.Config{})
	for range 20 {
		name := newName(t)
		var all sync.WaitGroup
		var succeeded atomic.Int64
		for range 8 {
			all.Go(func() {
				if compat.Publish(name, m.Whit()) == nil {
					succeeded.Add(1)
				}
				m.RecordConnection("a")
				_ = expvar.Get(name).String()
			})
		}
		all.Wait()
		require.EqualValues(t, 1, succeeded.Load())
	}
}
