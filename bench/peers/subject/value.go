package subject

// size is the k-th value, from 1 to 4096 in no order that a branch predictor learns: a
// step of a fixed pattern through all of them.
func size(k int) float64 { return float64(1 + uint32(k)*2654435761>>20) }
