package procpin_test

import "sync/atomic"

// users counts what happens under each number: by an atomic that would notice a
// second user, and by two plain words that one would tear apart. Race builds with
// the runtime's pin, which the detector does not see, do without the latter.
type users []struct {
	inside atomic.Int32
	a, b   uint64
	count  atomic.Uint64
}

func newUsers(n int) users { return make(users, n) }

// enter reports whether the caller was alone.
func (u users) enter(p int) bool {
	s := &u[p]
	ok := s.inside.Add(1) == 1
	if plain {
		ok = ok && s.a == s.b
		s.a++
		s.b++
	}
	s.count.Add(1)
	s.inside.Add(-1)
	return ok
}

func (u users) total() (n uint64) {
	for p := range u {
		n += u[p].count.Load()
	}
	return n
}
