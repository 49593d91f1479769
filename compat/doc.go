// Package compat is what a server swaps in for the metrics it had before.
//
// [WebSocketMetrics] is the interface of the websocket metrics class that many
// servers carry: calls that record, figures that are read, and a [Report] whose
// JSON the dashboards know. A server that holds its metrics as this interface
// changes one constructor and keeps every call, every figure and every dashboard.
//
// [Metrics] is the interface with whit underneath: totals are exact, and what takes
// every event's detail, the average latency and clients' records, is estimated, with
// its error beside it. [FromEnv] chooses; [Publish] is for expvar.
//
// [Legacy] is the old behaviour, exactly: one mutex, two maps, and a record for
// every client ever connected until a cleanup forgets it. It is what to fall back
// on, and what anything else behind the interface is measured and tested against.
package compat
