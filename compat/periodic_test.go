package compat_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/whitmetrics/whit/compat"
)

// lasting is a task of 90 seconds that comes due every minute. Its fields may be
// read after a wait only: that wait, too, is what the race detector holds us to.
type lasting struct {
	compat.Periodic
	running, most, ended int
}

func (l *lasting) start() {
	l.Start(time.Minute, func() {
		l.running++
		l.most = max(l.most, l.running)
		<-time.After(90 * time.Second)
		l.running--
		l.ended++
	})
}

func TestStopAndWaitWaitsForTheTaskUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var task lasting
		task.start()
		<-time.After(time.Minute + time.Second)
		assert.NoError(t, task.StopAndWait(t.Context()))
		assert.Equal(t, 1, task.ended)
		assert.Zero(t, task.running)
	})
}

func TestStopAndWaitHonoursItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var task lasting
		task.start()
		<-time.After(time.Minute + time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		begin := time.Now()
		assert.ErrorIs(t, task.StopAndWait(ctx), context.DeadlineExceeded)
		assert.Equal(t, time.Second, time.Since(begin))
		assert.NoError(t, task.StopAndWait(t.Context()), "it ends in its own time")
		assert.Equal(t, 1, task.ended)
	})
}

// Run often enough, a stop meets a tick that is due already.
func TestNoTaskBeginsAfterStop(t *testing.T) {
	for range 20 {
		synctest.Test(t, func(t *testing.T) {
			var task lasting
			task.start()
			<-time.After(2*time.Minute + time.Second) // the second tick waits for the first task
			task.Stop()
			<-time.After(time.Hour)
			assert.NoError(t, task.StopAndWait(t.Context()))
			assert.Equal(t, 1, task.ended)
		})
	}
}

func TestStopAndWaitIsForEveryGoroutine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var task lasting
		task.start()
		<-time.After(time.Minute + time.Second)
		for range 3 {
			task.Stop()
			task.start()
		}
		assert.NoError(t, task.StopAndWait(t.Context()))
		assert.Equal(t, 1, task.ended, "the newest goroutine has no task, the first one has")
	})
}

func TestRestartKeepsTasksApart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var task lasting
		task.start()
		<-time.After(time.Minute + time.Second)
		task.Stop()
		task.start()
		<-time.After(10 * time.Minute)
		assert.NoError(t, task.StopAndWait(t.Context()))
		assert.Greater(t, task.ended, 3)
		assert.Equal(t, 1, task.most)
	})
}
