package io.grantkeeper.detection;

import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The wording that all sentences about drift share. */
final class DriftText {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int NAMED = 3;
    private static final int ABILITIES = 2;
    /**
     * The maximum combined length of two capabilities in one half of a sentence. If they are longer, only the first is shown.
     */
    private static final int READABLE = 100;

    private DriftText() {}

    static String day(Instant instant) {
        return DAY.format(instant);
    }

    /**
     * Returns people's names as text. If there are too many people, some are not named; the text then states how many.
     */
    static String people(Collection<PersonId> people, Function<PersonId, String> names) {
        List<String> shown = new ArrayList<>(people.stream()
                .map(names)
                .sorted()
                .limit(people.size() > NAMED ? NAMED - 1 : NAMED)
                .toList());
        int more = people.size() - shown.size();
        if (more > 0) {
            shown.add(more == 1 ? "one other person" : more + " other people");
        }
        return list(shown);
    }

    /**
     * Returns a permission in a form that can follow "can" in a sentence. Only the last part of its name is shown,
     * because the start of a URL carries no information.
     */
    static String permission(String name) {
        String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        return "use the permission " + plain.substring(plain.lastIndexOf('/') + 1);
    }

    /**
     * Returns capabilities in a form that can follow "can" or "to" in a sentence: the first ones, and the number of
     * others.
     */
    static String abilities(List<String> words) {
        if (words.isEmpty()) {
            return "do nothing";
        }
        String two = String.join("; ", words.stream().limit(ABILITIES).toList());
        int shown = two.length() > READABLE ? 1 : ABILITIES;
        String first = String.join("; ", words.stream().limit(shown).toList());
        int more = words.size() - shown;
        return more > 0 ? "%s (and %d more)".formatted(first, more) : first;
    }

    /**
     * Returns a sentence that contrasts what an identity does with what it was approved for, without the identity's
     * name.
     */
    static String contrast(String verb, List<String> current, List<String> approved) {
        return approved.isEmpty()
                ? "%s %s, but was approved without access to data".formatted(verb, abilities(current))
                : "%s %s, but was approved only to %s".formatted(verb, abilities(current), abilities(approved));
    }

    /** Returns sentences that state what an approval says about the identity and who decided it. */
    static String basis(ApprovalOfRecord approval, Instant now) {
        ApprovalDecision decision = approval.current();
        String until = decision.until().map(end -> " until " + day(end)).orElse("");
        String scope = approval.scope().isPresent() || !decision.state().permits()
                ? ""
                : " No scope is recorded, so its access is not compared with the decision.";
        return decision.hasEnded(now)
                ? "It was %s by %s on %s, but only%s."
                        .formatted(decision.state().displayName(), decision.by(), day(decision.at()), until)
                : "It is %s by %s since %s%s.%s"
                        .formatted(
                                decision.state() == ApprovalState.FIRST_PARTY
                                        ? "recorded as first-party"
                                        : decision.state().displayName(),
                                decision.by(),
                                day(decision.at()),
                                until,
                                scope);
    }

    static String list(List<String> parts) {
        return switch (parts.size()) {
            case 0 -> "";
            case 1 -> parts.getFirst();
            default -> String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
        };
    }
}
