package main

import "time"

// weights are the parts of the time that workloads take. By default the loop has the
// 15 s that it takes to measure an idle instance too.
var weights = map[string]time.Duration{workHTTP: 5, workLoop: 8, workHub: 5, workClassic: 4}

// share is the time for a workload, of those that are to run.
func (o options) share(work string) time.Duration {
	all := time.Duration(0)
	for _, w := range o.workload {
		all += weights[w]
	}
	return o.duration * weights[work] / all
}
