package classic

import "github.com/whitmetrics/whit/compat"

const PoolSize = poolSize

// Loops are what the blocks run.
func Loops() map[string]func(m compat.WebSocketMetrics, first, n int) {
	all := newNames()
	return map[string]func(m compat.WebSocketMetrics, first, n int){
		"pooled": func(m compat.WebSocketMetrics, first, n int) { pooled(m, all, first, n) },
		"made":   made,
	}
}
