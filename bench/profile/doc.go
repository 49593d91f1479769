// Profile shows what part of a server's processor time is whit's, and whether whit makes
// a difference to the collection of garbage.
//
//	go run ./bench/profile [flags] [file ...]
//
// It runs the http and hub workloads with whit under full load, takes a CPU profile of
// each, and reads in it what share of the samples is in whit's own functions, by
// function. Then it has both serve without whit and with it, in turns, and compares how
// many collections a million operations take, and how long their pauses are. Given CPU
// profiles in files, of a server of your own for example, it reads those instead.
//
// A sample is whit's if, from the leaf of its stack upward, a function of whit's comes
// before any other program's: runtime, standard library and whit's dependencies count for
// whoever called them. So what whit calls (the runtime's procPin, a clock, a wake-up) is
// whit's, and what calls whit is not; nor is a hook that whit calls, such as OnSample's.
// All that the collector does is under aggregate.(*Collector).run, draining included.
// Not to be told apart, in a profile, is what the scheduler does between goroutines.
//
// The load shares the process. Its samples are told apart by its functions, and the
// verdict is on the share of what remains, which is the server with the runtime.
package main
