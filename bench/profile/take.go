package main

import (
	"bytes"
	"context"
	"errors"
	"runtime/pprof"
	"time"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/workload"
)

// turnLength is how often a load begins anew, which costs nothing that matters.
const turnLength = time.Second

// take takes a CPU profile of a workload with whit under full load for the time d.
func take(ctx context.Context, work string, c whit.Config, d time.Duration, show func(float64)) ([]byte, error) {
	defer show(1)
	var b bytes.Buffer
	err := withServer(ctx, work, c, func(s *server) error {
		candidate, stop, err := s.whit()
		if err != nil {
			return err
		}
		if err = pprof.StartCPUProfile(&b); err == nil {
			err = keepBusy(ctx, candidate, d, show)
			pprof.StopCPUProfile()
		}
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), closing)
		defer cancel()
		return errors.Join(err, stop(end))
	})
	return b.Bytes(), err
}

func keepBusy(ctx context.Context, c workload.Candidate, d time.Duration, show func(float64)) error {
	for start := time.Now(); ; {
		past := time.Since(start)
		show(float64(past) / float64(d))
		if past >= d {
			return nil
		}
		if _, err := c.Load(ctx, min(d-past, turnLength)); err != nil {
			return err
		}
	}
}
