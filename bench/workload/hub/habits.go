package hub

// What clients do is a function of a message's number, so that every turn of every
// implementation meets the same.

// twice reports whether the message before the i-th of a burst is sent once more.
func twice(i int) bool { return i%8 == 7 }

// stale reports whether a message has expired before it is sent.
func stale(id uint32) bool { return id%31 == 7 }

// size is how long a message is.
func size(id uint32) int { return 64 + int(id*37%448) }

// declines reports whether a recipient refuses a delivery: of one message in 17 the
// first, of one in 61 all.
func declines(id uint32, attempt uint8) bool {
	return id%61 == 11 || id%17 == 4 && attempt == 0
}
