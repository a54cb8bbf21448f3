package engine

// deep is about what evaluating or compiling takes of a stack, in bytes.
const deep = 128 << 10

// makeRoom has the stack of a goroutine grow at once to what is needed anyway.
// Left alone it grows in steps and moves all that is on it in each, which is a
// fourth of the time that an evaluation takes.
//
//go:noinline
func makeRoom() {
	var room [deep]byte
	use(&room)
}

//go:noinline
func use(*[deep]byte) {}
