package whit

// Overflow returns the handle of the series for what is beyond Config.MaxSeries, nil as
// long as there is none.
func (f *Family[H]) Overflow() *H {
	if m := f.rest.Load(); m != nil {
		return &m.handle
	}
	return nil
}
