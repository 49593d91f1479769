// Package clock reads the monotonic clock at half the price of time.Now, which
// reads the wall clock too.
package clock

import "time"

// Time is a moment, as the duration since some moment in this process's life.
type Time time.Duration

// base has a monotonic reading, so that time.Since reads no other clock.
var base = time.Now()

// Now returns the present moment.
func Now() Time { return Time(time.Since(base)) }

// Since returns the time from t to now.
func Since(t Time) time.Duration { return time.Duration(Now() - t) }
