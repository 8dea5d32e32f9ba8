package io.grantkeeper.policy.intent;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A fact that the context of a request states as true or false. Conditions can require either value. The names of the
 * flag in documents, requests and Cedar are derived from the constant's name, so the constant must not be renamed after
 * a release.
 */
public enum RequestFlag {
    /** The context member that states whether a person who can stop the action is present. */
    HUMAN_PRESENT("a human is present", "no human is present");

    private final String field;
    private final String contextMember;
    private final String cedarAttribute;
    private final String ifTrue;
    private final String ifFalse;

    /**
     * Creates a flag.
     *
     * @param ifTrue the clause for a condition that requires the flag to be true
     * @param ifFalse the clause for a condition that requires the flag to be false
     */
    RequestFlag(String ifTrue, String ifFalse) {
        this.contextMember = name().toLowerCase(Locale.ROOT);
        this.field = contextMember.replace('_', '-');
        String capitalized = Arrays.stream(contextMember.split("_", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        this.cedarAttribute = capitalized.substring(0, 1).toLowerCase(Locale.ROOT) + capitalized.substring(1);
        this.ifTrue = ifTrue;
        this.ifFalse = ifFalse;
    }

    /** Returns the flag's name in policy documents, such as {@code human-present}. */
    public String field() {
        return field;
    }

    /** Returns the flag's name in a request's context, such as {@code human_present}. */
    public String contextMember() {
        return contextMember;
    }

    /** Returns the flag's name in Cedar's context, such as {@code humanPresent}. */
    public String cedarAttribute() {
        return cedarAttribute;
    }

    /** Returns the clause for a condition that requires the flag to have this value. */
    String clause(boolean expected) {
        return expected ? ifTrue : ifFalse;
    }
}
