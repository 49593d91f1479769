package main

import "syscall"

// yield lets other threads have the processor, without the Go scheduler's knowing: it
// takes this thread's P away from nobody.
func yield() { _, _, _ = syscall.RawSyscall(syscall.SYS_SCHED_YIELD, 0, 0, 0) }
