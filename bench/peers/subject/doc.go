// Package subject has what bench/peers measures: one call of one library each, in the
// way that the library's documentation says is fastest where events are frequent.
//
// Each subject's loop is written as
//
//	for range w.Times(n) {
//		counter.Inc()
//	}
//
// which the compiler inlines into a plain loop around the call: no closure, no function
// value and no dictionary lies between the work and what is measured, for whit as for
// all others. TestLoopsAreInlined holds it to that.
package subject
