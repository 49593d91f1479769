package aggregate

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// The index against a map, through all that is done to it.
func TestNameIndex(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const room = 40
	clients := make([]client, 0, room)
	x := newNameIndex(nil, room)
	want := map[string]int{}
	for range 20_000 {
		name := fmt.Sprint(rng.IntN(100))
		place, known := want[name]
		if !known {
			require.Equal(t, -1, x.find(name, clients))
		} else {
			require.Equal(t, place, x.find(name, clients))
		}
		switch last := len(clients) - 1; {
		case known: // as sketch.remove does it
			x.remove(name, clients)
			if place != last {
				x.move(clients[last].name, clients, place)
				clients[place] = clients[last]
				want[clients[place].name] = place
			}
			clients = clients[:last]
			delete(want, name)
		case len(clients) < room:
			clients = append(clients, client{name: name})
			x.put(name, last+1)
			want[name] = last + 1
		}
		for name, place := range want {
			require.Equal(t, place, x.find(name, clients))
		}
	}
}

// What space-saving promises: whoever has more than the total over the room is there,
// and nobody had more before than his floor. In a large sketch the room counts for less,
// as those that go have not always the least.
func TestSketchBounds(t *testing.T) {
	t.Run("small", func(t *testing.T) { testSketchBounds(t, 50, 50, 30) })
	t.Run("large", func(t *testing.T) { testSketchBounds(t, 1000, 900, 600) })
}

func testSketchBounds(t *testing.T, room int, counts, scale float64) {
	rng := rand.New(rand.NewPCG(3, 4))
	pool := clientPool{limit: room}
	s := pool.sketch()
	truth, total := map[string]float64{}, 0.
	for i := range 100_000 {
		name := fmt.Sprint(int(rng.ExpFloat64() * scale))
		w := 1 + 50*rng.Float64()
		truth[name] += w
		total += w
		s.add(name, w, 1, 0)
		if i%1000 != 0 {
			continue
		}
		require.LessOrEqual(t, len(s.clients), room)
		for name, w := range truth {
			at := s.index.find(name, s.clients)
			if at < 0 {
				require.LessOrEqual(t, w, s.evicted*(1+1e-6))
				require.LessOrEqual(t, w, total/counts)
				continue
			}
			require.LessOrEqual(t, s.clients[at].weight, w*(1+1e-9))
			require.GreaterOrEqual(t, s.clients[at].most(), w*(1-1e-9))
		}
	}
	require.NotZero(t, s.evicted)
}

// A stream of new clients whose weights all differ costs steps, not searches.
func TestSketchOfDifferentWeights(t *testing.T) {
	const room, fresh = 100_000, 200_000
	s := (&clientPool{limit: room}).sketch()
	for i := range room {
		s.add(fmt.Sprint(i), 1+float64(i*7919%room)/room, 1, 0)
	}
	searches, least := 0, s.least
	for i := range fresh {
		s.add(fmt.Sprint("new-", i), 1+float64(i%1013)/1013, 1, 0)
		if s.least != least {
			searches, least = searches+1, s.least
		}
	}
	require.Positive(t, searches)
	require.Less(t, searches, 100)
}
