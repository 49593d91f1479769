package whit

// with is With, for one to three short values without a call: each is read once, and
// compared with what the series' keys have of it.
func (f *Family[H]) with(values []string) *H {
	// Another number of values than the family has labels is in no key, nor in the table.
	// What goes to withSlow has no capacity of its own, and no hash, since all that is
	// kept for it would go to the stack first.
	switch len(values) {
	case 1:
		a := values[0]
		if len(a) > keyValue {
			break
		}
		a1, a2 := ends(a)
		size := sizes1(a)
		h := f.hash.mix(f.hash.start^size, a1, a2)
		for slots := f.table.Load().slots; ; h++ {
			m := slots[h&uint64(len(slots)-1)].Load()
			if m == nil {
				return f.withSlow((*[1]string)(values)[:])
			}
			if k := &m.key; k.sizes^size|k.differs(0, a1, a2)|m.absent() == 0 {
				return &m.handle
			}
		}
	case 2:
		a, b := values[0], values[1]
		if len(a)|len(b) > keyValue {
			break
		}
		a1, a2 := ends(a)
		b1, b2 := ends(b)
		size := sizes2(a, b)
		h := f.hash.mix(f.hash.start^size, a1, a2)
		h = f.hash.mix(h, b1, b2)
		for slots := f.table.Load().slots; ; h++ {
			m := slots[h&uint64(len(slots)-1)].Load()
			if m == nil {
				return f.withSlow((*[2]string)(values)[:])
			}
			if k := &m.key; k.sizes^size|k.differs(0, a1, a2)|k.differs(1, b1, b2)|m.absent() == 0 {
				return &m.handle
			}
		}
	case 3:
		a, b, c := values[0], values[1], values[2]
		if len(a)|len(b)|len(c) > keyValue {
			break
		}
		a1, a2 := ends(a)
		b1, b2 := ends(b)
		c1, c2 := ends(c)
		size := sizes3(a, b, c)
		h := f.hash.mix(f.hash.start^size, a1, a2)
		h = f.hash.mix(h, b1, b2)
		h = f.hash.mix(h, c1, c2)
		for slots := f.table.Load().slots; ; h++ {
			m := slots[h&uint64(len(slots)-1)].Load()
			if m == nil {
				return f.withSlow((*[3]string)(values)[:])
			}
			if k := &m.key; k.sizes^size|k.differs(0, a1, a2)|k.differs(1, b1, b2)|k.differs(2, c1, c2)|m.absent() == 0 {
				return &m.handle
			}
		}
	}
	return f.withMore(values)
}

// withMore is With for more values, or longer ones.
//
//go:noinline
func (f *Family[H]) withMore(values []string) *H {
	m := f.table.Load().find(f.hash.of(values), values)
	if m == nil || m.absent() != 0 {
		return f.withSlow(values)
	}
	return &m.handle
}
