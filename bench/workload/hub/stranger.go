package hub

import (
	"fmt"
	"time"
)

const (
	strangerPlace = 255
	lurks         = time.Millisecond // the idle limit that a silent stranger asks for
)

// strangers are two connections that come to nothing: one speaks another version,
// one says nothing after hello.
func strangers(address string, until time.Time) (seen Truth, err error) {
	foreign := frame{kind: hello, attempt: version + 1, peer: strangerPlace, body: []byte("foreigner")}
	_, _, out, err := dial(address, foreign, refused, until)
	if err != nil {
		return seen, err
	}
	out.finish()
	seen.Failed++

	silent := frame{kind: hello, attempt: version, peer: strangerPlace, number: int64(lurks), body: []byte("lurker")}
	_, in, out, err := dial(address, silent, welcome, until)
	if err != nil {
		return seen, err
	}
	defer out.finish()
	seen.Connections++
	f, err := read(in)
	if err == nil && f.kind != cut {
		err = fmt.Errorf("frame of kind %d for silence", f.kind)
	}
	if err == nil {
		seen.Timeouts++
	}
	return seen, err
}
