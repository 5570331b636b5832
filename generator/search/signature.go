package search

// Signatures tell on a large site in which documents two words may follow each
// other, so that a phrase of common words is found without reading all pages: a
// word in very many documents has postings for the best of them alone. Each
// document has so many bits, of which each pair of neighbouring words sets one
// (a Bloom filter with one hash; signature files, Faloutsos 1984). They are
// stored by bit, so that a phrase loads one file for each pair of its words.
const (
	signatureBits    = 4096
	signatureColumns = 16          // bits in one file
	signedFrom       = maxPostings // documents: below, each word's postings are all there
)

// signature is the set bits of one document; nil on a small site.
type signature []uint64

func newSignature() signature { return make(signature, signatureBits/64) }

// pairOf gives the bit of two words. The browser's pairOf in
// templates/assets/search/signature.ts is the same.
func pairOf(before, word string) uint32 { return bitOf(hashOf(hashOf(0, before+" "), word)) }

func hashOf(hash uint32, text string) uint32 {
	for _, c := range text {
		hash = hash*31 + uint32(c)
	}
	return hash
}

func bitOf(hash uint32) uint32 {
	hash ^= hash >> 15
	return (hash * 0x2c1b3c6d >> 12) % signatureBits
}

// columns gives the bits of all documents, some columns a text: of each column a
// byte for eight documents.
func columns(signatures []signature) []string {
	var out []string
	bytes := (len(signatures) + 7) / 8
	for first := 0; first < signatureBits; first += signatureColumns {
		data := make([]byte, signatureColumns*bytes)
		for doc, s := range signatures {
			word := s[first/64] >> (first % 64)
			for c := range signatureColumns {
				if word>>c&1 != 0 {
					data[c*bytes+doc/8] |= 1 << (doc % 8)
				}
			}
		}
		out = append(out, asText(data))
	}
	return out
}

// pairs looks at the words of a text in order, and notes which follow each other.
type pairs struct {
	signature
	begun  bool
	before uint32 // the hash of the word before, and of a space
}

func (p *pairs) see(word string) {
	if p.signature == nil {
		return
	}
	if p.begun {
		bit := bitOf(hashOf(p.before, word))
		p.signature[bit/64] |= 1 << (bit % 64)
	}
	p.begun, p.before = true, hashOf(0, word)*31+' '
}
