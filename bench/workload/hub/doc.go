// Package hub is the workload of a message hub: clients on loopback TCP connections
// send one another messages through a server that queues, delivers, retries and
// gives up, tells a [compat.WebSocketMetrics] about each of these, and refuses
// messages while its circuit breaker is open.
//
// A message is a frame with its length in front. The hub puts it into the queue of
// its recipient, from which a window of messages is under way at a time, and answers
// the sender at once (queued, or why not) and when the message is settled. The
// recipient acknowledges each delivery or refuses it; what is refused is delivered
// again, up to twice. Clients refuse some messages, send some twice, some that have
// expired, and more at once than a queue has room for. Once in a slice a stranger
// speaks the wrong version, and another falls silent.
//
// The clients count what they are told and what they decide, which is the truth
// that the metrics are held against. The hub tells its metrics before it answers,
// so when the clients have all their answers the metrics have all of the truth.
//
// All metrics serve with the same code and the same clients, in turns; each turn
// begins with new connections.
package hub
