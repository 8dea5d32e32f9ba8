package io.grantkeeper.evidence.report;

/**
 * The ledger's verdict on a control in a period. Unknown is a separate value: it never counts as either of the other
 * two.
 */
public enum ControlVerdict {
    MET("met", "The ledger shows that the control was met"),
    EXCEPTIONS("exceptions", "The ledger shows exceptions that have neither ended nor been accepted"),
    UNKNOWN("unknown", "The ledger does not contain enough information to decide");

    private final String word;
    private final String sentence;

    ControlVerdict(String word, String sentence) {
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
