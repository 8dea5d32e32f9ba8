package io.grantkeeper.behavior;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The recent evidence about one identity. Evidence of independent families adds up; evidence of one family counts once.
 * A conjunction, such as a new credential and then a new place, counts more than its parts.
 */
final class Story {
    /** A kind of evidence that is independent of the others. */
    enum Family {
        PLACE("new-place", "T1078.004", 2),
        CLIENT("new-client", "T1078.004", 2),
        OPERATION("new-operation", "T1106", 2),
        RESOURCE("new-resource", "T1530", 2),
        HOUR("unusual-hour", "T1078.004", 1),
        RATE("burst", "T1119", 2),
        GROWTH("growth", "T1020", 7),
        DORMANCY("dormant", "T1078.004", 7),
        CREDENTIAL("new-credential", "T1098.001", 7),
        CONSENT("new-access", "T1528", 7);

        final String type;
        final String technique;
        private final int days;

        Family(String type, String technique, int days) {
            this.type = type;
            this.technique = technique;
            this.days = days;
        }
    }

    /** Bits from which evidence is worth a notification; see docs/behaviour.md for how the levels were chosen. */
    static final double MEDIUM = 8;

    static final double HIGH = 12;
    static final double CRITICAL = 17;

    private static final double CONJUNCTION = 3;

    private record Evidence(double bits, long at, String sentence) {}

    private final Map<Family, Evidence> evidence = new EnumMap<>(Family.class);
    private SignalSeverity alerted = SignalSeverity.LOW;
    private long alertedAt = Long.MIN_VALUE;

    /** Adds evidence. Of two pieces of one family, the stronger one counts. */
    void add(Family family, double bits, long second, String sentence) {
        Evidence known = evidence.get(family);
        if (known == null || isOver(family, known, second) || bits >= known.bits()) {
            evidence.put(family, new Evidence(bits, second, sentence));
        }
    }

    /**
     * Returns the signal for new evidence, or null if there is none to report: the strongest part alone, or the
     * conjunction of all parts. Only an increase is reported again within a day.
     */
    @org.jspecify.annotations.Nullable
    Signal signal(Family newest, long second) {
        double total = 0;
        List<Family> parts = new ArrayList<>();
        for (Map.Entry<Family, Evidence> entry : evidence.entrySet()) {
            if (!isOver(entry.getKey(), entry.getValue(), second) && entry.getValue().bits() > 0) {
                total += entry.getValue().bits();
                parts.add(entry.getKey());
            }
        }
        boolean conjunction = isConjunction(parts);
        total += conjunction ? CONJUNCTION : 0;
        SignalSeverity severity = severity(total);
        Evidence own = evidence.get(newest);
        if (own == null) {
            return null;
        }
        if (!severity.notifies()) {
            return own.bits() < 1 || newest == Family.HOUR
                    ? null
                    : new Signal(newest.type, SignalSeverity.LOW, newest.technique, own.sentence());
        }
        boolean recent = alertedAt != Long.MIN_VALUE && second - alertedAt < 86_400L * 2;
        if (recent && severity.compareTo(alerted) <= 0) {
            return new Signal(newest.type, SignalSeverity.LOW, newest.technique, own.sentence());
        }
        alerted = severity;
        alertedAt = second;
        if (parts.size() == 1) {
            return new Signal(newest.type, severity, newest.technique, own.sentence());
        }
        StringBuilder sentence = new StringBuilder(own.sentence());
        for (Family part : parts) {
            Evidence each = evidence.get(part);
            if (part != newest && each != null && part != Family.HOUR) {
                sentence.append(' ').append(each.sentence());
            }
        }
        return new Signal(
                conjunction ? "conjunction" : "out-of-character", severity, newest.technique, sentence.toString());
    }

    private static SignalSeverity severity(double total) {
        return total >= CRITICAL
                ? SignalSeverity.CRITICAL
                : total >= HIGH ? SignalSeverity.HIGH : total >= MEDIUM ? SignalSeverity.MEDIUM : SignalSeverity.LOW;
    }

    private static boolean isConjunction(List<Family> parts) {
        boolean cause = parts.contains(Family.CREDENTIAL)
                || parts.contains(Family.CONSENT)
                || parts.contains(Family.DORMANCY);
        boolean effect = parts.contains(Family.PLACE)
                || parts.contains(Family.CLIENT)
                || parts.contains(Family.OPERATION)
                || parts.contains(Family.RESOURCE)
                || parts.contains(Family.RATE);
        return cause && effect;
    }

    private static boolean isOver(Family family, Evidence evidence, long second) {
        return second - evidence.at() > family.days * 86_400L;
    }
}
