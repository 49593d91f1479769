package main

import (
	"fmt"
	"io"
	"time"
)

// progress returns a function that says now and then which share is done of what.
func progress(w io.Writer) func(what string, done, total int) {
	const every = 5 * time.Second
	start := time.Now()
	shown := start
	return func(what string, done, total int) {
		now := time.Now()
		if done < total && now.Sub(shown) < every {
			return
		}
		shown = now
		fmt.Fprintf(w, "%-24s %3.0f %%  %4.0f s\n", what, 100*float64(done)/float64(total), now.Sub(start).Seconds())
	}
}
