package work

// FNVCopy is FNV under another name and at another address: FNV measured
// against FNVCopy is the null, which shows the bias of a meter.
//
//go:noinline
func FNVCopy(h uint64, b *[48]byte) uint64 {
	h = (h ^ uint64(b[0])) * prime
	h = (h ^ uint64(b[1])) * prime
	h = (h ^ uint64(b[2])) * prime
	h = (h ^ uint64(b[3])) * prime
	h = (h ^ uint64(b[4])) * prime
	h = (h ^ uint64(b[5])) * prime
	h = (h ^ uint64(b[6])) * prime
	h = (h ^ uint64(b[7])) * prime
	h = (h ^ uint64(b[8])) * prime
	h = (h ^ uint64(b[9])) * prime
	h = (h ^ uint64(b[10])) * prime
	h = (h ^ uint64(b[11])) * prime
	h = (h ^ uint64(b[12])) * prime
	h = (h ^ uint64(b[13])) * prime
	h = (h ^ uint64(b[14])) * prime
	h = (h ^ uint64(b[15])) * prime
	h = (h ^ uint64(b[16])) * prime
	h = (h ^ uint64(b[17])) * prime
	h = (h ^ uint64(b[18])) * prime
	h = (h ^ uint64(b[19])) * prime
	h = (h ^ uint64(b[20])) * prime
	h = (h ^ uint64(b[21])) * prime
	h = (h ^ uint64(b[22])) * prime
	h = (h ^ uint64(b[23])) * prime
	h = (h ^ uint64(b[24])) * prime
	h = (h ^ uint64(b[25])) * prime
	h = (h ^ uint64(b[26])) * prime
	h = (h ^ uint64(b[27])) * prime
	h = (h ^ uint64(b[28])) * prime
	h = (h ^ uint64(b[29])) * prime
	h = (h ^ uint64(b[30])) * prime
	h = (h ^ uint64(b[31])) * prime
	h = (h ^ uint64(b[32])) * prime
	h = (h ^ uint64(b[33])) * prime
	h = (h ^ uint64(b[34])) * prime
	h = (h ^ uint64(b[35])) * prime
	h = (h ^ uint64(b[36])) * prime
	h = (h ^ uint64(b[37])) * prime
	h = (h ^ uint64(b[38])) * prime
	h = (h ^ uint64(b[39])) * prime
	h = (h ^ uint64(b[40])) * prime
	h = (h ^ uint64(b[41])) * prime
	h = (h ^ uint64(b[42])) * prime
	h = (h ^ uint64(b[43])) * prime
	h = (h ^ uint64(b[44])) * prime
	h = (h ^ uint64(b[45])) * prime
	h = (h ^ uint64(b[46])) * prime
	h = (h ^ uint64(b[47])) * prime
	return h
}
