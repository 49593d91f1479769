package bounded_test

import (
	"runtime"
	"strconv"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/internal/bounded"
)

func TestKeepsWhatIsUsed(t *testing.T) {
	m := bounded.New[int](100)
	for i := range 100_000 {
		*m.Use(strconv.Itoa(i))++
		*m.Use("regular")++
	}
	require.Equal(t, 100, m.Len())
	require.Equal(t, 100_000, *m.Peek("regular"))
	require.Equal(t, 1, *m.Peek("99999"))
	require.Nil(t, m.Peek("0"))
}

func TestDeleted(t *testing.T) {
	m := bounded.New[int](3)
	for i, key := range []string{"a", "b", ""} {
		*m.Use(key) = i
	}
	require.Equal(t, 2, m.DeleteFunc(func(key string, v *int) bool { return key != "b" }))
	require.Equal(t, 1, m.Len())
	require.Equal(t, 1, *m.Peek("b"))
	require.Nil(t, m.Peek(""))

	// The places of the deleted are used again, and begin at zero.
	for i := range 10 {
		require.Zero(t, *m.Use(strconv.Itoa(i)))
	}
	require.Equal(t, 3, m.Len())
	n := 0
	for key, v := range m.All() {
		require.Same(t, v, m.Peek(key))
		n++
	}
	require.Equal(t, 3, n)
}

// A key that was deleted makes room for another, and nobody else has to go.
func TestNobodyIsEvictedWhileThereIsRoom(t *testing.T) {
	m := bounded.New[int](3)
	for _, key := range []string{"a", "b", "c", "d"} { // a goes
		m.Use(key)
	}
	m.DeleteFunc(func(key string, _ *int) bool { return key == "c" })
	m.Use("e")
	require.Equal(t, 3, m.Len())
	for _, key := range []string{"b", "d", "e"} {
		require.NotNil(t, m.Peek(key), key)
	}
}

func TestKeysAreCopied(t *testing.T) {
	m := bounded.New[int](3)
	buf := []byte("alice")
	m.Use(unsafe.String(&buf[0], len(buf)))
	copy(buf, "xxxxx")
	require.NotNil(t, m.Peek("alice"))
}

func TestKeysAreCut(t *testing.T) {
	m := bounded.New[int](3)
	long := strings.Repeat("x", 1<<20)
	*m.Use(long)++
	*m.Use(long + "y")++
	require.Equal(t, 2, *m.Peek(long[:bounded.MaxKey]))
	require.Equal(t, 1, m.Len())
	require.Less(t, m.Bytes(), 1<<10)
}

// Bytes is held against the heap, within three tenths.
func TestBytes(t *testing.T) {
	heap := func() int {
		runtime.GC()
		runtime.GC()
		var s runtime.MemStats
		runtime.ReadMemStats(&s)
		return int(s.HeapAlloc)
	}
	for _, n := range []int{256, 3000, 4096} {
		before := heap()
		m := bounded.New[[4]uint64](n)
		for i := range 3 * n {
			m.Use("client-" + strconv.Itoa(1e9+i))
		}
		require.InEpsilon(t, heap()-before, m.Bytes(), .3, "%d keys", n)
		runtime.KeepAlive(m)
	}
}
