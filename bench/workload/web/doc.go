// Package web is the workload of a real server: net/http on the loopback
// interface, with routes, some work for each, answers of many sizes and a few
// errors, under as many requests as it can take.
//
// Its clients keep their connections open and ask one thing after another. They
// count what they see, which is the truth that the server's metrics are held
// against: nothing that the server says of itself is in it. They are lean, with
// requests made up beforehand and answers read in place, because server and clients
// share the processors: the leaner the clients, the larger a part of what is
// measured is the server.
//
// whit's collector works when it sees fit, as it does anywhere, so that a part of it
// falls into the slices of others: at the default rate some 3000 samples a second, at
// the price of BenchmarkDrain's, which is in the order of 0.01 % of a core.
//
// All implementations serve through the same server, connections and goroutines; a
// slice begins by telling the handler which one to use. Nothing differs between
// them but what is compared.
package web
