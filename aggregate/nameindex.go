package aggregate

import (
	"hash/maphash"
	"math/bits"
	"unsafe"
)

// nameIndex finds the place of a client by its name: a hash table with linear probing,
// at a fifth of a map's memory, which the clients of all metrics would be most of. The
// names are where the places are.
type nameIndex struct {
	seed  maphash.Seed
	slots []nameSlot // a power of two, at most four fifths of which are taken
}

type nameSlot struct {
	hash uint32
	next int32 // the place after the one of the name; 0: free
}

// newNameIndex returns an index of the clients, with room for so many.
func newNameIndex(clients []client, room int) nameIndex {
	x := nameIndex{maphash.MakeSeed(), make([]nameSlot, 1<<bits.Len(uint(room+room/4)))}
	for i := range clients {
		x.put(clients[i].name, i)
	}
	return x
}

func (x *nameIndex) hash(name string) uint32 { return uint32(maphash.String(x.seed, name)) }

// slot returns where the name is, or, if it is not in the index, a slot that is free.
func (x *nameIndex) slot(name string, clients []client) uint32 {
	hash, mask := x.hash(name), uint32(len(x.slots)-1)
	for i := hash & mask; ; i = (i + 1) & mask {
		s := &x.slots[i]
		if s.next == 0 || s.hash == hash && clients[s.next-1].name == name {
			return i
		}
	}
}

// find returns the place of the name, or -1.
func (x *nameIndex) find(name string, clients []client) int {
	return int(x.slots[x.slot(name, clients)].next) - 1
}

// put enters a name that is not in the index.
func (x *nameIndex) put(name string, place int) {
	hash, mask := x.hash(name), uint32(len(x.slots)-1)
	i := hash & mask
	for x.slots[i].next != 0 {
		i = (i + 1) & mask
	}
	x.slots[i] = nameSlot{hash, int32(place) + 1}
}

// move says that the name of a client has another place.
func (x *nameIndex) move(name string, clients []client, place int) {
	x.slots[x.slot(name, clients)].next = int32(place) + 1
}

// remove takes a name out. What follows it in its row moves up, so that rows have no
// holes.
func (x *nameIndex) remove(name string, clients []client) {
	hole, mask := x.slot(name, clients), uint32(len(x.slots)-1)
	for i := (hole + 1) & mask; x.slots[i].next != 0; i = (i + 1) & mask {
		if (i-x.slots[i].hash)&mask >= (i-hole)&mask { // it may stand as early as the hole
			x.slots[hole] = x.slots[i]
			hole = i
		}
	}
	x.slots[hole] = nameSlot{}
}

func (x *nameIndex) bytes() int { return cap(x.slots) * int(unsafe.Sizeof(nameSlot{})) }
