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
	"strings"
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
	truth atomic.Uint64             // orders that its clients placed
	kinds map[string]*atomic.Uint64 // these by kind
}

func newInstance(addr string) *instance {
	return &instance{addr: addr, kinds: map[string]*atomic.Uint64{"book": {}, "record": {}}}
}

// placed notes an order of n items: the shop makes every other one a record.
func (in *instance) placed(n int) {
	in.truth.Add(uint64(n))
	in.kinds["book"].Add(uint64(n+1) / 2)
	in.kinds["record"].Add(uint64(n) / 2)
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
func (in *instance) series(name string, matchers ...string) string {
	matchers = append(matchers, fmt.Sprintf("instance=%q", in.addr))
	return fmt.Sprintf("%s{%s}", name, strings.Join(matchers, ","))
}

// TestPrometheus has a real Prometheus scrape two servers under load, and holds what
// it makes of them against what their clients know. It needs the program's path in
// WHIT_PROMETHEUS; WHIT_PROMETHEUS_LOAD is how long the load lasts, 1m by default.
//
// increase() extrapolates to the ends of its range. It is asked for the range from the
// first sample to the last, so that there is nothing to extrapolate to, and is then the
// difference of the two. At both of them no order is on its way.
func TestPrometheus(t *testing.T) {
	binary := os.Getenv("WHIT_PROMETHEUS")
	if binary == "" {
		t.Skip("WHIT_PROMETHEUS does not name a prometheus program")
	}
	lasting := time.Minute
	if text := os.Getenv("WHIT_PROMETHEUS_LOAD"); text != "" {
		var err error
		lasting, err = time.ParseDuration(text)
		require.NoError(t, err)
	}
	dir := t.TempDir()
	server := filepath.Join(dir, "server")
	out, err := exec.Command("go", "build", "-o", server, ".").CombinedOutput()
	require.NoError(t, err, string(out))
	var instances []*instance
	var targets []string
	for i := range 2 {
		addr := startServer(t, server, filepath.Join(dir, strconv.Itoa(i)))
		instances, targets = append(instances, newInstance(addr)), append(targets, addr)
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
			p.checkHistogram(in, "shop.order.latency", in.series("shop_order_latency_seconds"))
			p.checkHistogram(in, "shop.order.size", in.series("shop_order_size_bytes"))
			for _, kind := range []string{"book", "record"} {
				p.checkHistogram(in, "till_value_euros "+kind, in.series("till_value_euros", fmt.Sprintf("kind=%q", kind)))
				p.checkHistogram(in, "shop.item.weight "+kind, in.series("shop_item_weight_grams", fmt.Sprintf("kind=%q", kind)))
			}
			p.checkFamily(in)
			p.checkExemplars(in)
		})
	}
	p.checkSums(instances)
	p.checkKinds(instances)
}

var clients = []string{"client 0", "client 1", "client 2", "client 3"}

// load has clients of all instances place orders for that long.
func load(t *testing.T, instances []*instance, lasting time.Duration) {
	end := time.Now().Add(lasting)
	var placing sync.WaitGroup
	for _, in := range instances {
		for c := range clients {
			placing.Go(func() {
				tick := time.NewTicker(5 * time.Millisecond)
				defer tick.Stop()
				name := url.QueryEscape(clients[c])
				for k := 0; time.Now().Before(end); k++ {
					n := 1 + k%100
					in.get(t, fmt.Sprintf("/order?client=%s&n=%d", name, n), nil)
					in.placed(n)
					<-tick.C
				}
			})
		}
	}
	placing.Wait()
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
	for series, want := range map[string]float64{
		in.series("shop_orders_total"):               truth,
		in.series("shop_order_latency_events_total"): truth,
		in.series("shop_order_size_events_total"):    truth,
		in.series("till_revenue_euros_total"):        truth * .25,
	} {
		require.Equal(p.t, want, p.increase(series), series)
		require.Equal(p.t, want, p.number(series, time.Now()), series)
	}
	require.Equal(p.t, truth, p.number(fmt.Sprintf("sum(%s)", in.series("till_orders_total")), time.Now()))
	counters := p.query(fmt.Sprintf(`{instance=%q,__name__=~"(shop|till|whit)_.*_total"}`, in.addr), time.Now()).(model.Vector)
	require.GreaterOrEqual(p.t, len(counters), 10)
	for _, c := range counters {
		require.Zero(p.t, p.number(fmt.Sprintf("resets(%v[1h])", c.Metric), time.Now()), c.Metric)
	}
}

// increase returns what a counter grew by from its first sample to its last.
func (p *prometheus) increase(series string) float64 {
	s := p.samples(series).Values
	first, last := s[0], s[len(s)-1]
	require.Zero(p.t, first.Value, series)
	return p.number(fmt.Sprintf("increase(%s[%dms])", series, last.Timestamp-first.Timestamp), last.Timestamp.Time())
}

// checkSums holds both instances together against the truth.
func (p *prometheus) checkSums(instances []*instance) {
	for _, name := range []string{"shop_orders_total", "till_orders_total"} {
		v := p.query(fmt.Sprintf("sum by (instance) (%s)", name), time.Now()).(model.Vector)
		require.Len(p.t, v, len(instances))
		sums, total := make(map[string]float64), uint64(0)
		for _, s := range v {
			sums[string(s.Metric["instance"])] = float64(s.Value)
		}
		for _, in := range instances {
			require.EqualValues(p.t, in.truth.Load(), sums[in.addr])
			total += in.truth.Load()
		}
		require.EqualValues(p.t, total, p.number(fmt.Sprintf("sum(%s)", name), time.Now()))
	}
}
