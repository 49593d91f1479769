package main

import (
	"strings"

	"github.com/google/pprof/profile"
)

// An owner is whose a function is.
type owner int

const (
	lent   owner = iota // to whoever calls it: runtime, standard library, whit's dependencies
	whits               // whit's own
	others              // any other program's, among them whit's benchmarks and tests
)

const root = "github.com/whitmetrics/whit"

// dependencies are the modules that whit's own packages import.
var dependencies = []string{"github.com/puzpuzpuz/xsync", "golang.org/x/sys"}

// loads begin the names of functions that put the workloads under load.
var loads = []string{
	root + "/bench/workload/web.(*client).",
	root + "/bench/workload/web.(*Site).load",
	root + "/bench/workload/openloop.",
	root + "/bench/workload/hub.(*client).",
	root + "/bench/workload/hub.(*Hub).turn",
	root + "/bench/workload/hub.strangers",
}

func ownerOf(f *profile.Function) owner {
	path := packagePath(f.Name)
	switch {
	case within(path, root):
		if within(path, root+"/bench") || strings.HasSuffix(path, "_test") || strings.HasSuffix(f.Filename, "_test.go") {
			return others
		}
		return whits
	case path == "main":
		return others
	}
	for _, d := range dependencies {
		if within(path, d) {
			return lent
		}
	}
	if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") {
		return others
	}
	return lent
}

// within reports whether path is the package at top or one below.
func within(path, top string) bool {
	rest, ok := strings.CutPrefix(path, top)
	return ok && (rest == "" || rest[0] == '/')
}

// packagePath returns the path in the name of a function such as a/b.(*T[c/d.E]).f.
func packagePath(name string) string {
	name, _, _ = strings.Cut(name, "[")
	slash := strings.LastIndexByte(name, '/') + 1
	if dot := strings.IndexByte(name[slash:], '.'); dot >= 0 {
		return name[:slash+dot]
	}
	return name
}

// plain returns a function's name with [...] for its type arguments.
func plain(name string) string {
	begin, end := strings.IndexByte(name, '['), strings.LastIndexByte(name, ']')
	if begin < 0 || end < begin {
		return name
	}
	return name[:begin] + "[...]" + name[end+1:]
}

// isLoad reports whether f puts a workload under load.
func isLoad(f *profile.Function) bool {
	for _, prefix := range loads {
		if strings.HasPrefix(f.Name, prefix) {
			return true
		}
	}
	return false
}
