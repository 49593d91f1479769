package web_test

import (
	"bufio"
	"bytes"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/workload/web"
)

func TestAnswers(t *testing.T) {
	shop := web.Shop()
	for _, c := range []struct {
		method, path, body string
		status             int
		answer             string
	}{
		{"GET", "/items/7", "", 200, `{"id":7,"name":"thing number 7","cents":149,"tags":["blue"]}`},
		{"GET", "/items/1000", "", 404, `"no such item"`},
		{"GET", "/items/seven", "", 400, `"an item has a number"`},
		{"GET", "/search?n=0", "", 200, `[]`},
		{"GET", "/search?n=1", "", 200, `[{"id":0,"name":"thing number 0","cents":100}]`},
		{"GET", "/search?n=-1", "", 400, `"n is a number of items"`},
		{"POST", "/orders", `{"items":[1]}`, 201, `"278d`},
		{"POST", "/orders", `{"items":[]}`, 400, `"an order has items"`},
		{"POST", "/orders", `{"items":[` + strings.Repeat("1,", 1<<16) + `1]}`, 400, `"an order has items"`},
		{"GET", "/report/1", "", 200, `0`},
		{"GET", "/report/13", "", 500, `"the report is broken"`},
		{"GET", "/report/31", "", 503, `"the report is not ready"`},
		{"GET", "/report/32", "", 400, `"a day is 1 to 31"`},
	} {
		w := httptest.NewRecorder()
		shop.ServeHTTP(w, httptest.NewRequest(c.method, c.path, strings.NewReader(c.body)))
		require.Equal(t, c.status, w.Code, c.path)
		require.Equal(t, strconv.Itoa(w.Body.Len()), w.Header().Get("Content-Length"))
		require.True(t, strings.HasPrefix(w.Body.String(), c.answer), "%s: %s", c.path, w.Body)
	}
}

// The clients' requests are what HTTP expects, and meet every status, sizes that vary,
// and a few errors.
func TestPlan(t *testing.T) {
	shop := web.Shop()
	seen, sizes := map[int]int{}, map[int]bool{}
	requests := slices.Concat(web.Plan(1), web.Plan(2), web.Plan(3), web.Plan(4))
	for _, request := range requests {
		r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(request)))
		require.NoError(t, err)
		require.Equal(t, "ann", r.Header.Get("X-Client"))
		w := httptest.NewRecorder()
		shop.ServeHTTP(w, r)
		seen[w.Code]++
		sizes[w.Body.Len()] = true
	}
	for _, status := range web.Statuses {
		require.NotZero(t, seen[status], status)
	}
	require.Len(t, seen, len(web.Statuses))
	require.Less(t, seen[500]+seen[503], len(requests)/50)
	require.Greater(t, len(sizes), 30)
	require.Equal(t, web.Plan(1), web.Plan(1))
	require.NotEqual(t, web.Plan(1), web.Plan(2))
}
