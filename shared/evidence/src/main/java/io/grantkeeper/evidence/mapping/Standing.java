package io.grantkeeper.evidence.mapping;

/** How sure a mapping is. */
public enum Standing {
    /** The control's own text was read and the mapping follows from it. */
    VERIFIED("verified"),
    /** It rests on general knowledge; somebody who has the text has to confirm it. */
    TO_BE_VERIFIED("to be verified");

    private final String words;

    Standing(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
