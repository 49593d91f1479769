// Overhead shows what metrics cost a server, and whether their totals are true.
//
//	go run ./bench/overhead [flags]
//
// It runs four workloads. The http workload is a real server under the load of real
// connections, without metrics, with a mutex and maps, and with whit, in turns; it
// ends with whit's totals beside what the clients have counted. The loop workload is
// 60 ns of work with one call of whit behind it. The hub workload is a message hub with
// real connections, and the classic workload the loop that gave the figures of the
// metrics that whit replaces: both without metrics, with those, and with whit.
//
// Progress goes to standard error; the tables, or JSON, to standard output. The exit
// status is 0, or 1 if a count is off by one or something else has failed, or 2 for a
// flag that is wrong.
package main
