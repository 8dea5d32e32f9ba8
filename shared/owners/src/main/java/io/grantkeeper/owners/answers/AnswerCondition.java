package io.grantkeeper.owners.answers;

import java.util.function.Predicate;

/** When a row of the {@link AnswerTable} applies. Of several rows for one answer, the first that applies counts. */
public enum AnswerCondition {
    ALWAYS("", _ -> true),
    REQUESTED("its access was requested and not given yet", AnswerFacts::requested),
    NO_ACCESS("it has no access", facts -> !facts.holdsAccess()),
    SUSPENDED("it is suspended", AnswerFacts::suspended),
    ENDS_FIRST(
            "all of its access ends before the approval would",
            facts -> facts.end().filter(facts.until()::isAfter).isPresent()),
    PART_ENDS_FIRST(
            "a part of its access ends before the approval would",
            facts -> facts.nextEnd().filter(facts.until()::isAfter).isPresent()),
    LESS_SUFFICES("its recorded use needed less than it has", AnswerFacts::lessSuffices),
    BEYOND_APPROVAL("it has access beyond what was approved", AnswerFacts::beyondApproval),
    ADDED_CREDENTIAL("the added key or password still exists", facts -> facts.addedCredential().isPresent()),
    END_KNOWN("the end is known", facts -> facts.announcedEnd().isPresent());

    private final String words;
    private final Predicate<AnswerFacts> applies;

    AnswerCondition(String words, Predicate<AnswerFacts> applies) {
        this.words = words;
        this.applies = applies;
    }

    /** Returns the condition in words; empty if the row always applies. */
    public String words() {
        return words;
    }

    boolean applies(AnswerFacts facts) {
        return applies.test(facts);
    }
}
