package main

import (
	"errors"
	"runtime"
	"runtime/pprof"

	"github.com/whitmetrics/whit/bench/cli"
)

// profiles are the files that profiles go to.
type profiles struct{ cpu, heap cli.Output }

func openProfiles(o options) (p profiles, err error) {
	if p.cpu, err = cli.Create("cpuprofile", o.cpuProfile); err != nil {
		return p, err
	}
	if p.heap, err = cli.Create("memprofile", o.memProfile); err != nil {
		return p, errors.Join(err, p.cpu.Close())
	}
	return p, nil
}

// start begins the CPU profile.
func (p profiles) start() error {
	if !p.cpu.Asked() {
		return nil
	}
	return pprof.StartCPUProfile(p.cpu)
}

// stop writes the profiles.
func (p profiles) stop() (err error) {
	if p.cpu.Asked() {
		pprof.StopCPUProfile()
		err = p.cpu.Close()
	}
	if p.heap.Asked() {
		runtime.GC() // the profile is of the last collection
		err = errors.Join(err, pprof.WriteHeapProfile(p.heap), p.heap.Close())
	}
	return err
}
