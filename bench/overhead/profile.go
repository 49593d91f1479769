package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
)

// profiles are the files that profiles go to, nil for those that nobody asked for.
type profiles struct{ cpu, heap *os.File }

// openProfiles makes the files, so that a run does not fail at its end for want of
// one.
func openProfiles(o options) (p profiles, err error) {
	if p.cpu, err = create("cpuprofile", o.cpuProfile); err != nil {
		return p, err
	}
	if p.heap, err = create("memprofile", o.memProfile); err != nil {
		p.cpu.Close() // of nil too, without effect
	}
	return p, err
}

func create(option, name string) (*os.File, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Create(name)
	if err != nil {
		return nil, fmt.Errorf("invalid value %q for flag -%s: want a file that can be written: %w", name, option, err)
	}
	return f, nil
}

// start begins the CPU profile.
func (p profiles) start() error {
	if p.cpu == nil {
		return nil
	}
	return pprof.StartCPUProfile(p.cpu)
}

// stop writes the profiles.
func (p profiles) stop() (err error) {
	if p.cpu != nil {
		pprof.StopCPUProfile()
		err = p.cpu.Close()
	}
	if p.heap != nil {
		runtime.GC() // the profile is of the last collection
		err = errors.Join(err, pprof.WriteHeapProfile(p.heap), p.heap.Close())
	}
	return err
}
