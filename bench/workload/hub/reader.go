package hub

import (
	"fmt"
	"time"
)

// read takes in frames until bye.
func (c *client) read() {
	defer close(c.ended)
	for {
		f, err := read(c.in)
		switch {
		case err != nil:
			c.fault = fmt.Errorf("%s: %w", c.name, err)
		case f.kind == bye:
		case f.kind == deliver:
			c.answer(f)
			continue
		case f.kind == queued:
			c.seen.Queued++
			c.seen.MaxQueue = max(c.seen.MaxQueue, f.number)
			c.seen.moved(f.moves)
			continue
		default:
			if c.fault = c.settled(f); c.fault == nil {
				continue
			}
		}
		return
	}
}

// answer accepts or declines a delivery.
func (c *client) answer(f frame) {
	if f.attempt > 0 {
		c.seen.Retries++
	}
	declined := declines(f.id, f.attempt)
	switch {
	case !declined:
		c.seen.Accepted++
		if f.attempt > 0 {
			c.seen.RetrySuccesses++
		}
	case f.attempt > 0:
		c.seen.RetryFailures++
	}
	answer := frame{kind: accept, id: f.id}
	if declined {
		answer.kind = decline
	}
	c.out.put(answer)
}

// settled counts what became of a message of the client's own.
func (c *client) settled(f frame) error {
	switch f.kind {
	case delivered:
		c.seen.Delivered++
		c.seen.Latency += f.number
		c.times.Add(time.Duration(f.number))
	case failed:
		c.seen.Undelivered++
	case expired:
		c.seen.Expired++
	case duplicate:
		c.seen.Duplicates++
	case overflow:
		c.seen.Overflows++
	case shut:
		c.seen.Shut++
	default:
		return fmt.Errorf("%s: unexpected frame of kind %d", c.name, f.kind)
	}
	c.seen.moved(f.moves)
	if c.left.Add(-1) == 0 {
		c.clear <- struct{}{}
	}
	return nil
}
