// Package openloop loads a server on a timetable, as users do who know nothing of one
// another, and of how busy it is.
//
// A client that asks again when it has its answer slows down with its server: during a
// stall it sends nothing, and so one request sees what hundreds would have. Here each
// request has the time at which it is due, drawn beforehand; its latency counts from
// that time, even if the answer before it came so late that it was sent later. So no
// stall is left out: the latencies are free of coordinated omission.
package openloop
