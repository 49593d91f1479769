package main_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
)

// instance is one server under load.
type instance struct {
	addr  string
	truth atomic.Uint64 // orders that its clients placed
}

func (in *instance) get(t require.TestingT, path string, into any) {
	r, err := http.Get("http://" + in.addr + path)
	require.NoError(t, err)
	defer r.Body.Close()
	require.Less(t, r.StatusCode, 300, path)
	if into != nil {
		require.NoError(t, json.NewDecoder(r.Body).Decode(into))
	}
}

// own is what the server itself says that it came to.
type own struct {
	Orders     uint64
	Histograms map[string]struct {
		Count, Binned uint64
		Quantiles     map[string]aggregate.Estimate
	}
}

// series of this instance.
func (in *instance) series(name string) string { return fmt.Sprintf("%s{instance=%q}", name, in.addr) }

// TestPrometheus has a real Prometheus scrape two servers under load, and holds what
// it makes of them against what their clients know. It needs the program's path in
// WHIT_PROMETHEUS; WHIT_PROMETHEUS_LOAD is how long the load lasts, 45s by default.
//
// increase() extrapolates to the ends of its range. It is asked for the range from the
// first sample to the last, so that there is nothing to extrapolate to, and is then the
// difference of the two. At both of them no order is on its way.
func TestPrometheus(t *testing.T) {
	binary := os.Getenv("WHIT_PROMETHEUS")
	if binary == "" {
		t.Skip("WHIT_PROMETHEUS does not name a prometheus program")
	}
	lasting := 45 * time.Second
	if text := os.Getenv("WHIT_PROMETHEUS_LOAD"); text != "" {
		var err error
		lasting, err = time.ParseDuration(text)
		require.NoError(t, err)
	}
	dir := t.TempDir()
	server := filepath.Join(dir, "server")
	out, err := exec.Command("go", "build", "-o", server, ".").CombinedOutput()
	require.NoError(t, err, string(out))
	instances := []*instance{{}, {}}
	var targets []string
	for i, in := range instances {
		in.addr = startServer(t, server, filepath.Join(dir, strconv.Itoa(i)))
		targets = append(targets, in.addr)
	}
	p := startPrometheus(t, binary, targets)
	p.await(func() bool { return p.sum("count_over_time(shop_orders_total[1h]) >= bool 3") == 2 })
	load(t, instances, lasting)
	for _, in := range instances {
		truth := in.truth.Load()
		require.NotZero(t, truth)
		// Histograms follow within a FlushInterval: then they stay as they are.
		p.await(func() bool {
			return p.sum(fmt.Sprintf("count_over_time((%s == %d)[10s:1s])", in.series("shop_orders_total"), truth)) >= 6
		})
	}
	for _, in := range instances {
		t.Run(in.addr, func(t *testing.T) {
			p := &prometheus{t, p.API}
			p.checkCounters(in)
			p.checkHistogram(in, "shop.order.latency", "shop_order_latency_seconds")
			p.checkHistogram(in, "shop.order.size", "shop_order_size_bytes")
		})
	}
	p.checkSums(instances)
}

// load has clients of all instances place orders for that long.
func load(t *testing.T, instances []*instance, lasting time.Duration) {
	end := time.Now().Add(lasting)
	var clients sync.WaitGroup
	for _, in := range instances {
		for c := range 4 {
			clients.Go(func() {
				tick := time.NewTicker(5 * time.Millisecond)
				defer tick.Stop()
				name := url.QueryEscape(fmt.Sprintf("client %d", c))
				for k := 0; time.Now().Before(end); k++ {
					n := 1 + k%100
					in.get(t, fmt.Sprintf("/order?client=%s&n=%d", name, n), nil)
					in.truth.Add(uint64(n))
					<-tick.C
				}
			})
		}
	}
	clients.Wait()
}

// await waits until a condition holds.
func (p *prometheus) await(condition func() bool) {
	require.Eventually(p.t, condition, time.Minute, 200*time.Millisecond)
}

// sum returns the sum of what an expression comes to now; 0 while there is nothing.
func (p *prometheus) sum(expr string) (sum float64) {
	v, err := p.tryQuery(expr, time.Now())
	if err != nil { // it may not serve yet
		return 0
	}
	for _, s := range v.(model.Vector) {
		sum += float64(s.Value)
	}
	return sum
}

// checkCounters holds the counters against the truth, exactly.
func (p *prometheus) checkCounters(in *instance) {
	truth := float64(in.truth.Load())
	var own own
	in.get(p.t, "/truth", &own)
	require.EqualValues(p.t, truth, own.Orders)
	for name, want := range map[string]float64{
		"shop_orders_total":               truth,
		"shop_order_latency_events_total": truth,
		"shop_order_size_events_total":    truth,
	} {
		series := in.series(name)
		s := p.samples(series).Values
		first, last := s[0], s[len(s)-1]
		between := last.Timestamp - first.Timestamp
		require.Zero(p.t, first.Value, name)
		require.Equal(p.t, want, p.number(fmt.Sprintf("increase(%s[%dms])", series, between), last.Timestamp.Time()), name)
		require.Equal(p.t, want, p.number(series, last.Timestamp.Time()), name)
	}
	counters := p.query(fmt.Sprintf(`{instance=%q,__name__=~"(shop|whit)_.*_total"}`, in.addr), time.Now()).(model.Vector)
	require.GreaterOrEqual(p.t, len(counters), 7)
	for _, c := range counters {
		require.Zero(p.t, p.number(fmt.Sprintf("resets(%v[1h])", c.Metric), time.Now()), c.Metric)
	}
}

// checkSums holds both instances together against the truth.
func (p *prometheus) checkSums(instances []*instance) {
	v := p.query("sum by (instance) (shop_orders_total)", time.Now()).(model.Vector)
	require.Len(p.t, v, len(instances))
	total := uint64(0)
	for _, in := range instances {
		total += in.truth.Load()
		for _, s := range v {
			if string(s.Metric["instance"]) == in.addr {
				require.EqualValues(p.t, in.truth.Load(), s.Value)
			}
		}
	}
	require.EqualValues(p.t, total, p.number("sum(shop_orders_total)", time.Now()))
}
