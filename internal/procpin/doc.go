// Package procpin pins a goroutine to the P (the Go scheduler's processor) that
// it runs on. While pinned a goroutine is neither preempted nor moved, and no
// other goroutine runs on its P: it is the only user of whatever belongs to
// that P, without a lock and without an atomic instruction.
//
// Between Pin and Unpin nothing may block, allocate, panic or call code that
// might: the P cannot be taken away from whoever does.
//
// Two variants have the same signatures. The ordinary one is the runtime's own
// pin. The other, for compilers other than gc and under the build tag
// whit_nopin, gives out slots: slower, and as exact.
package procpin
