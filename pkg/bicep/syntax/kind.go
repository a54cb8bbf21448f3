package syntax

// Kind is the kind of a token.
type Kind uint8

// Kinds of tokens. Words that Bicep calls keywords are identifiers but for
// true, false and null; what they mean depends on where they stand.
const (
	EndOfFile Kind = iota
	// NewLine is one or more line endings with nothing between them.
	NewLine
	// Unrecognized is a character that begins no token.
	Unrecognized
	Identifier
	Integer
	KeywordTrue
	KeywordFalse
	KeywordNull
	// StringComplete is a string without holes.
	StringComplete
	// StringLeft is a string up to and with its first "${".
	StringLeft
	// StringMiddle goes from the "}" of one hole to the "${" of the next.
	StringMiddle
	// StringRight goes from the "}" of the last hole to the end of the string.
	// It is empty where a line ended inside a hole.
	StringRight
	LeftBrace
	RightBrace
	LeftParen
	RightParen
	LeftSquare
	RightSquare
	At
	Comma
	Dot
	Ellipsis
	Question
	DoubleQuestion
	Colon
	DoubleColon
	Semicolon
	Assign
	Arrow
	Plus
	Minus
	Star
	Slash
	Percent
	Exclamation
	Less
	LessEqual
	Greater
	GreaterEqual
	Equal
	NotEqual
	EqualFold
	NotEqualFold
	And
	Or
	Pipe
	Hat
)

var kindTexts = [...]string{
	EndOfFile: "the end of the file", NewLine: "the end of the line", Unrecognized: "an unknown character",
	Identifier: "a name", Integer: "a number", KeywordTrue: "true", KeywordFalse: "false", KeywordNull: "null",
	StringComplete: "a string", StringLeft: "a string", StringMiddle: "a string", StringRight: "the end of a string",
	LeftBrace: "{", RightBrace: "}", LeftParen: "(", RightParen: ")", LeftSquare: "[", RightSquare: "]",
	At: "@", Comma: ",", Dot: ".", Ellipsis: "...", Question: "?", DoubleQuestion: "??", Colon: ":", DoubleColon: "::",
	Semicolon: ";", Assign: "=", Arrow: "=>", Plus: "+", Minus: "-", Star: "*", Slash: "/", Percent: "%", Exclamation: "!",
	Less: "<", LessEqual: "<=", Greater: ">", GreaterEqual: ">=", Equal: "==", NotEqual: "!=", EqualFold: "=~",
	NotEqualFold: "!~", And: "&&", Or: "||", Pipe: "|", Hat: "^",
}

// String returns the text of a token that always has the same text, and else
// words for a message: "a string".
func (k Kind) String() string { return kindTexts[k] }

// precedence returns how tightly a binary operator binds; 0 for any other
// token. The order is that of the Bicep compiler, where ?? binds weakest.
func (k Kind) precedence() int {
	switch k {
	case Star, Slash, Percent:
		return 7
	case Plus, Minus:
		return 6
	case Less, LessEqual, Greater, GreaterEqual:
		return 5
	case Equal, NotEqual, EqualFold, NotEqualFold:
		return 4
	case And:
		return 3
	case Or:
		return 2
	case DoubleQuestion:
		return 1
	}
	return 0
}

// kindSet is a set of kinds, a bit for each.
type kindSet uint64

func (s kindSet) has(k Kind) bool { return s>>k&1 != 0 }
