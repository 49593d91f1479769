// Package loop is the smallest workload: 60 ns of work with one call behind it, over
// and over, measured by the paired meter ([github.com/whitmetrics/whit/bench/meter]).
// Against so little work a call's cost shows as in no real server.
//
// The work comes in two forms, see [github.com/whitmetrics/whit/bench/work]. In the
// chained form, which the limits are for, each piece waits for the one before, as the
// steps of one request do. In the overlapping form pieces wait for nothing, the
// processor is busy throughout, and a call has no shadow to hide in. The same code
// runs both; only a branch differs.
package loop
