package subject

import "context"

func openWhitLocalCounter() (*Instance, error) {
	m, i, err := newWhit("requests")
	if err != nil {
		return nil, err
	}
	locals := newPool(m.Counter("requests").Local)
	i.Run = func(w Work, n int) {
		local := locals.get()
		defer locals.put(local)
		for range w.Times(n) {
			local.Inc()
		}
	}
	i.closing(locals.close)
	return i, nil
}

func openWhitLocalDistribution() (*Instance, error) {
	m, i, err := newWhit("bytes")
	if err != nil {
		return nil, err
	}
	locals := newPool(m.Distribution("bytes").Local)
	i.Run = func(w Work, n int) {
		local := locals.get()
		defer locals.put(local)
		for k := range w.Times(n) {
			local.Record(size(k))
		}
	}
	i.closing(locals.close)
	return i, nil
}

// closing has what is left in handles added before the metric is read.
func (i *Instance) closing(handles func()) {
	read := i.Read
	i.Read = func(ctx context.Context) (float64, error) {
		handles()
		return read(ctx)
	}
}

type closer interface{ Close() }

// pool keeps handles from block to block. A block has one to itself, as a goroutine of
// a server has.
type pool[H closer] struct {
	free  chan H
	fresh func() H
}

func newPool[H closer](fresh func() H) *pool[H] {
	return &pool[H]{free: make(chan H, 1024), fresh: fresh}
}

func (p *pool[H]) get() H {
	select {
	case h := <-p.free:
		return h
	default:
		return p.fresh()
	}
}

func (p *pool[H]) put(h H) {
	select {
	case p.free <- h:
	default:
		h.Close()
	}
}

// close closes all handles, when no block is running.
func (p *pool[H]) close() {
	for {
		select {
		case h := <-p.free:
			h.Close()
		default:
			return
		}
	}
}
