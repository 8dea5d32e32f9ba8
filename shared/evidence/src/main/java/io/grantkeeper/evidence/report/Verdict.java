package io.grantkeeper.evidence.report;

/** What the record shows of a control in a period. Unknown is a value: it is neither of the other two. */
public enum Verdict {
    MET("met", "The record shows it held"),
    EXCEPTIONS("exceptions", "The record shows exceptions that nobody ended or accepted"),
    UNKNOWN("unknown", "The record cannot say");

    private final String word;
    private final String sentence;

    Verdict(String word, String sentence) {
        this.word = word;
        this.sentence = sentence;
    }

    public String word() {
        return word;
    }

    public String sentence() {
        return sentence;
    }
}
