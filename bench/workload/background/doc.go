// Package background measures what whit does by itself, on no caller's time: taking
// in the samples, and waking now and then when there is nothing to do.
package background
