package openloop

import (
	"context"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// System is the clock of the system. Its timer is a file, which the poller waits for
// beside the connections: the runtime's own timers wake an idle process by the
// millisecond.
type System struct {
	ctx   context.Context
	timer *os.File
	fd    int
	leave func() bool // the context
}

func (c *System) open() error {
	fd, err := unix.TimerfdCreate(unix.CLOCK_MONOTONIC, unix.TFD_NONBLOCK|unix.TFD_CLOEXEC)
	if err != nil {
		return fmt.Errorf("openloop: timerfd_create: %w", err)
	}
	c.fd, c.timer = fd, os.NewFile(uintptr(fd), "timerfd")
	c.leave = context.AfterFunc(c.ctx, func() { c.timer.SetReadDeadline(time.Unix(1, 0)) })
	return nil
}

// sleep lets d pass, which is above 0.
func (c *System) sleep(d time.Duration) error {
	once := unix.ItimerSpec{Value: unix.NsecToTimespec(int64(d))}
	if err := unix.TimerfdSettime(c.fd, 0, &once, nil); err != nil {
		return fmt.Errorf("openloop: timerfd_settime: %w", err)
	}
	var expirations [8]byte
	if _, err := c.timer.Read(expirations[:]); err != nil {
		if c.ctx.Err() != nil {
			return context.Cause(c.ctx)
		}
		return fmt.Errorf("openloop: timer: %w", err)
	}
	return nil
}

// Close frees the timer.
func (c *System) Close() error {
	c.leave()
	return c.timer.Close()
}
