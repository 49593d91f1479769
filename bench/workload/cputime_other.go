//go:build !unix && !windows

package workload

import "time"

func processTime() (time.Duration, bool) { return 0, false }
