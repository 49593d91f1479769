package hub

import (
	"bufio"
	"encoding/binary"
	"fmt"
)

// kind is what a frame says.
type kind uint8

const (
	hello     kind = iota + 1 // of a client: peer is its place, attempt its version, id 1 if it was here before, number its idle limit
	welcome                   // to hello
	refused                   // to hello, and the end
	publish                   // of a sender: number is when the message expires in Unix ns, 0 for never
	queued                    // to publish: number is how long the queue is now
	duplicate                 // to publish: the message was there before
	overflow                  // to publish: the queue is full
	shut                      // to publish: the breaker is open
	deliver                   // to the recipient
	accept                    // of the recipient, to deliver
	decline                   // of the recipient, to deliver
	delivered                 // to the sender: number is the latency in ns
	failed                    // to the sender: declined too often
	expired                   // to the sender: not delivered in time
	bye                       // of a client, and to it
	cut                       // to a client that fell silent, and the end
)

// frame is a message of the protocol, in either direction. Fields without a meaning
// for its kind are 0.
type frame struct {
	kind    kind
	moves   moves // the breaker's, that this came with
	attempt uint8
	peer    uint8
	id      uint32
	number  int64
	body    []byte
}

const (
	lengthSize = 4
	headSize   = 16
	maxFrame   = 1 << 14
	bufferSize = 1 << 16 // of a reader, which holds a frame as a whole
)

// append appends the frame to p as it is sent.
func (f frame) append(p []byte) []byte {
	p = binary.BigEndian.AppendUint32(p, uint32(headSize+len(f.body)))
	p = append(p, byte(f.kind), byte(f.moves), f.attempt, f.peer)
	p = binary.BigEndian.AppendUint32(p, f.id)
	p = binary.BigEndian.AppendUint64(p, uint64(f.number))
	return append(p, f.body...)
}

// read reads a frame. Its body is good until the next read.
func read(in *bufio.Reader) (frame, error) {
	p, err := in.Peek(lengthSize)
	if err != nil {
		return frame{}, err
	}
	length := int(binary.BigEndian.Uint32(p))
	if length < headSize || length > maxFrame {
		return frame{}, fmt.Errorf("a frame of %d bytes, want %d to %d", length, headSize, maxFrame)
	}
	p, err = in.Peek(lengthSize + length)
	if err != nil {
		return frame{}, err
	}
	p = p[lengthSize:]
	f := frame{
		kind: kind(p[0]), moves: moves(p[1]), attempt: p[2], peer: p[3],
		id:     binary.BigEndian.Uint32(p[4:]),
		number: int64(binary.BigEndian.Uint64(p[8:])),
		body:   p[headSize:],
	}
	_, err = in.Discard(lengthSize + length)
	return f, err
}
