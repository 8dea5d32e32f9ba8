package io.grantkeeper.owners.answers;

/**
 * The condition under which a row of the {@link AnswerTable} applies. If there are several rows for one answer, the
 * first that applies is used.
 */
public enum AnswerCondition {
    ALWAYS(""),
    REFUSED("it was refused"),
    REQUESTED("its access was requested and not given yet"),
    NO_ACCESS("it has no access"),
    SUSPENDED("it is suspended"),
    ENDS_FIRST("all of its access ends before the approval would"),
    PART_ENDS_FIRST("a part of its access ends before the approval would"),
    LESS_SUFFICES("its recorded use needed less than it has"),
    BEYOND_APPROVAL("it has access beyond what was approved"),
    ADDED_CREDENTIAL("the added key or password still exists"),
    END_KNOWN("the end is known"),
    CAN_BLOCK_AND_DECIDES("PROVIDER can block it for everyone, and the security team is asked"),
    CAN_BLOCK("PROVIDER can block it for everyone, and anyone else is asked");

    private final String words;

    AnswerCondition(String words) {
        this.words = words;
    }

    /** Returns the condition in words; empty if the row always applies. */
    public String words() {
        return words;
    }

    boolean applies(AnswerFacts facts) {
        return switch (this) {
            case ALWAYS -> true;
            case REFUSED -> facts.refused();
            case REQUESTED -> facts.requested();
            case NO_ACCESS -> !facts.holdsAccess();
            case SUSPENDED -> facts.suspended();
            case ENDS_FIRST -> facts.end().filter(facts.until()::isAfter).isPresent();
            case PART_ENDS_FIRST ->
                facts.nextEnd().filter(facts.until()::isAfter).isPresent();
            case LESS_SUFFICES -> facts.lessSuffices();
            case BEYOND_APPROVAL -> facts.beyondApproval();
            case ADDED_CREDENTIAL -> facts.addedCredential().isPresent();
            case END_KNOWN -> facts.announcedEnd().isPresent();
            case CAN_BLOCK_AND_DECIDES -> facts.canBlock() && facts.decidesForEveryone();
            case CAN_BLOCK -> facts.canBlock() && !facts.decidesForEveryone();
        };
    }
}
