package workload

import "time"

// CPUTime returns the processor time that this process has taken so far, in all
// its threads, in user and in system mode, and whether the platform tells. Its
// resolution is that of the platform: microseconds on Linux and macOS, some 16 ms
// on Windows.
func CPUTime() (time.Duration, bool) {
	return processTime()
}
