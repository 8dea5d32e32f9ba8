package io.grantkeeper.identity.question;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person can say to a question. */
public enum Answer {
    /** It may keep what it holds, for a while. */
    KEEP("keep"),
    /** It is to hold only what its use needs. */
    REDUCE("reduce"),
    /** All that it holds is to be taken away. */
    REVOKE("revoke"),
    /** Somebody else answers for it. */
    NOT_MINE("not mine");

    private final String words;

    Answer(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** The stable code in links, forms and JSON, for example {@code not-mine}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Answer> ofCode(String code) {
        return Arrays.stream(values())
                .filter(answer -> answer.code().equals(code))
                .findFirst();
    }
}
