package web

// Truth is what the clients have seen.
type Truth struct {
	Requests uint64
	Bytes    uint64 // of all bodies
	Status   ByStatus
}

func (t *Truth) add(o Truth) {
	t.Requests += o.Requests
	t.Bytes += o.Bytes
	for i, n := range o.Status {
		t.Status[i] += n
	}
}
