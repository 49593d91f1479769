package show

import (
	"fmt"
	"io"
	"os"
	"time"
)

// Progress returns a function that shows the share done of what: on a terminal in one
// line that is written over, elsewhere in a line now and then. It is for one
// goroutine at a time.
func Progress(w io.Writer, what string) func(share float64) {
	step := Steps(w)
	return func(share float64) { step(what, share) }
}

// Steps is Progress with something else to show each time; the share is that of all.
func Steps(w io.Writer) func(what string, share float64) {
	begin, end, every := "", "\n", 5*time.Second
	if terminal(w) {
		begin, end, every = "\r", "", 200*time.Millisecond
	}
	start, shown, done := time.Now(), time.Time{}, false
	return func(what string, share float64) {
		now := time.Now()
		if done || share < 1 && now.Sub(shown) < every {
			return
		}
		shown, done = now, share >= 1
		fmt.Fprintf(w, "%s%-24s %3.0f %%  %4.0f s%s", begin, what, 100*share, now.Sub(start).Seconds(), end)
		if done && end == "" {
			fmt.Fprintln(w)
		}
	}
}

// terminal reports whether somebody may be looking.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
