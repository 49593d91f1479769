package subject

var Message = message

func (s Subject) Judge(got, n float64) error { return s.judge(got, n) }
