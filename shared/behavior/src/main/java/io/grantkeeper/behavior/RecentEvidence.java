package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.behavior.store.StoredProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The recent evidence about one identity. Evidence of independent families adds up; evidence of one family counts only
 * once. A combination, such as a new credential followed by a new place, counts more than its parts.
 */
final class RecentEvidence {
    /** A kind of evidence that is independent of the other kinds. */
    enum Family {
        PLACE(1, "new-place", "T1078.004", 2),
        CLIENT(2, "new-client", "T1078.004", 2),
        OPERATION(3, "new-operation", "T1106", 2),
        RESOURCE(4, "new-resource", "T1530", 2),
        HOUR(5, "unusual-hour", "T1078.004", 1),
        RATE(6, "burst", "T1119", 2),
        GROWTH(7, "growth", "T1020", 7),
        DORMANCY(8, "dormant", "T1078.004", 7),
        CREDENTIAL(9, "new-credential", "T1098.001", 7),
        CONSENT(10, "new-access", "T1528", 7),
        PEERS(11, "unlike-peers", "T1078.004", 2);

        /** The number that identifies the family in stored profiles. */
        private final long code;

        final String type;
        final String technique;
        private final int days;

        Family(long code, String type, String technique, int days) {
            this.code = code;
            this.type = type;
            this.technique = technique;
            this.days = days;
        }
    }

    /**
     * The minimum number of bits at which evidence is worth a notification; see docs/behavior.md for how the levels
     * were chosen.
     */
    static final double MEDIUM = 8;

    static final double HIGH = 12;
    static final double CRITICAL = 17;

    private static final double CONJUNCTION = 3;
    private static final long ALERTED = 16;

    private record Evidence(double bits, long at, String sentence) {}

    private final Map<Family, Evidence> evidence = new EnumMap<>(Family.class);
    private SignalSeverity alerted = SignalSeverity.LOW;
    private long alertedAt = Long.MIN_VALUE;

    /** Adds evidence. If a family already has evidence, the stronger of the two counts. */
    void add(Family family, double bits, long second, String sentence) {
        Evidence known = evidence.get(family);
        if (known == null || isOver(family, known, second) || bits >= known.bits()) {
            evidence.put(family, new Evidence(bits, second, sentence));
        }
    }

    /**
     * Returns the signals for the evidence that one activity added. If all evidence together is worth a notification,
     * one signal combines it; otherwise, each new piece has its own signal. Within two days, only an increase causes
     * another notification.
     */
    List<BehaviorSignal> signals(Collection<Family> added, long second) {
        double total = 0;
        List<Family> parts = new ArrayList<>();
        for (Map.Entry<Family, Evidence> entry : evidence.entrySet()) {
            if (!isOver(entry.getKey(), entry.getValue(), second)
                    && entry.getValue().bits() > 0) {
                total += entry.getValue().bits();
                parts.add(entry.getKey());
            }
        }
        boolean conjunction = isConjunction(parts);
        total += conjunction ? CONJUNCTION : 0;
        SignalSeverity severity = severity(total);
        boolean recent = alertedAt != Long.MIN_VALUE && second - alertedAt < 2 * 86_400L;
        if (!severity.notifies() || (recent && severity.compareTo(alerted) <= 0)) {
            return single(added);
        }
        alerted = severity;
        alertedAt = second;
        parts.sort(
                Comparator.comparing((Family part) -> !added.contains(part)).thenComparingDouble(part -> -bits(part)));
        StringBuilder sentence = new StringBuilder();
        for (Family part : parts) {
            String each = sentence(part);
            sentence.append(sentence.isEmpty() || each.isEmpty() ? "" : " ").append(each);
        }
        Family first = parts.getFirst();
        String type = parts.size() == 1 ? first.type : conjunction ? "conjunction" : "out-of-character";
        return List.of(new BehaviorSignal(type, severity, first.technique, sentence.toString()));
    }

    private List<BehaviorSignal> single(Collection<Family> added) {
        List<BehaviorSignal> signals = new ArrayList<>(added.size());
        for (Family family : added) {
            if (bits(family) >= 1 && family != Family.HOUR) {
                signals.add(new BehaviorSignal(family.type, SignalSeverity.LOW, family.technique, sentence(family)));
            }
        }
        return signals;
    }

    private double bits(Family family) {
        Evidence each = evidence.get(family);
        return each == null ? 0 : each.bits();
    }

    private String sentence(Family family) {
        Evidence each = evidence.get(family);
        return each == null ? "" : each.sentence();
    }

    private static SignalSeverity severity(double total) {
        return total >= CRITICAL
                ? SignalSeverity.CRITICAL
                : total >= HIGH ? SignalSeverity.HIGH : total >= MEDIUM ? SignalSeverity.MEDIUM : SignalSeverity.LOW;
    }

    private static boolean isConjunction(List<Family> parts) {
        boolean cause =
                parts.contains(Family.CREDENTIAL) || parts.contains(Family.CONSENT) || parts.contains(Family.DORMANCY);
        boolean effect = parts.contains(Family.PLACE)
                || parts.contains(Family.CLIENT)
                || parts.contains(Family.OPERATION)
                || parts.contains(Family.RESOURCE)
                || parts.contains(Family.RATE);
        return cause && effect;
    }

    /** Adds the evidence to a stored profile. */
    void save(StoredProfile.Builder stored) {
        evidence.forEach((family, each) -> stored.add(
                ProfileSection.EVIDENCE,
                family.code,
                ProfileValue.of(each.sentence(), each.at(), Double.doubleToLongBits(each.bits()))));
        if (alertedAt != Long.MIN_VALUE) {
            stored.add(ProfileSection.SCALARS, ALERTED, ProfileValue.of(alertedAt, alerted.code()));
        }
    }

    /** Fills this empty object with the evidence in a stored profile. */
    void load(StoredProfile stored) {
        stored.section(ProfileSection.EVIDENCE)
                .forEach((code, value) -> Arrays.stream(Family.values())
                        .filter(family -> family.code == code)
                        .forEach(family -> evidence.put(
                                family,
                                new Evidence(
                                        Double.longBitsToDouble(value.number(1)), value.number(0), value.text()))));
        stored.find(ProfileSection.SCALARS, ALERTED).ifPresent(value -> {
            alertedAt = value.number(0);
            alerted = SignalSeverity.ofCode(value.number(1));
        });
    }

    private static boolean isOver(Family family, Evidence evidence, long second) {
        return second - evidence.at() > family.days * 86_400L;
    }
}
