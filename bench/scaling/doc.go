// Scaling shows how whit's costs grow with GOMAXPROCS and with the number of metrics:
// those of an event, of a drain and of a snapshot, and memory.
//
//	go run ./bench/scaling [flags]
//
// Four figures are fitted with the same model, the time of a snapshot, that of a flush
// that finds the rings empty, that of one after an event of each metric, and the bytes
// that whit holds when all metrics are in use:
//
//	a + b·shards + c·metrics + d·shards·metrics
//
// (for the bytes, ring slots take the place of shards: a few shards share the slots
// that many have to have each). Model and measurement are printed side by side, the
// last line for a combination that the model was not fitted to.
//
// # Simulated shards
//
// A shard belongs to one of the Go scheduler's Ps, of which there may be more than
// processors. Then the shards are as real as any: events come to each of them, drains
// empty each of them, snapshots read each of them. But the threads take turns on the
// processors that there are, so that caches of one processor hold the cells of many
// shards, and no more than those processors ever contend. What an event costs is timed
// on each P by itself, and given in relation to GOMAXPROCS = processors: it shows that
// many shards do not make an event dear, and says nothing of what many processors would
// do to one another.
package main
