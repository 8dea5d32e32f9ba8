package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.basis.BasisText;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Composes the message about an identity and its findings for one person. */
final class AlertComposer {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /**
     * The maximum number of capabilities that a message lists for each other identity of the same product; the
     * inventory shows all of them.
     */
    private static final int MAX_REACHES = 3;

    private final Function<ProviderId, String> providerNames;
    private final Function<PersonId, String> personNames;

    AlertComposer(Function<ProviderId, String> providerNames, Function<PersonId, String> personNames) {
        this.providerNames = providerNames;
        this.personNames = personNames;
    }

    /**
     * Composes the message. Each capability is stated once: with the finding that reports its change, or else in the list
     * of everything that the identity can do.
     *
     * @param findings the findings to report; empty if the person is asked again without new findings
     * @param elsewhere the other identities of the same product
     * @param asked the question and its answers
     */
    AlertMessage compose(
            AlertRecipient recipient,
            IdentitySummary identity,
            List<Finding> findings,
            List<IdentitySummary> elsewhere,
            AlertQuestion.Asked asked) {
        List<Finding> ordered = findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::key))
                .toList();
        Severity highestSeverity =
                ordered.stream().map(Finding::severity).reduce(Severity::max).orElse(identity.severity());
        Set<String> stated = new HashSet<>();
        List<AlertMessage.Point> points = new ArrayList<>();
        for (Finding finding : ordered) {
            points.add(point(finding, identity, points.isEmpty(), !asked.choices().isEmpty(), stated));
        }
        List<String> others =
                identity.reaches().stream().filter(words -> !stated.contains(words)).toList();
        return new AlertMessage(
                title(identity, ordered),
                describe(identity),
                highestSeverity,
                why(recipient),
                points,
                others,
                identity.usageSentence(),
                elsewhere.stream().map(this::describeWithReach).toList(),
                identity.id().toString(),
                others.size() == identity.reaches().size() ? identity.reachesTitle() : "The rest of its access",
                asked.choices(),
                ordered.stream()
                        .findFirst()
                        .flatMap(first -> source(first, identity))
                        .orElse(""),
                asked.question());
    }

    private String describe(IdentitySummary identity) {
        return "%s, %s in %s"
                .formatted(identity.displayName(), describeKind(identity), providerNames.apply(identity.provider()));
    }

    private String describeWithReach(IdentitySummary identity) {
        return identity.reaches().isEmpty()
                ? describe(identity)
                : describe(identity) + ": it can "
                        + String.join(
                                "; ",
                                identity.reaches().stream().limit(MAX_REACHES).toList());
    }

    private static String title(IdentitySummary identity, List<Finding> findings) {
        if (findings.isEmpty()) {
            return "Does %s still need its access?".formatted(identity.displayName());
        }
        Finding lead = findings.getFirst();
        String risk = "%s %s%s".formatted(identity.displayName(), lead.headline(), ability(identity, lead));
        int others = findings.size() - 1;
        return switch (others) {
            case 0 -> risk;
            case 1 -> risk + ". One more finding";
            default -> risk + ". " + others + " more findings";
        };
    }

    /** Returns what makes an unapproved AI product a risk: the most severe thing that it can do. */
    private static String ability(IdentitySummary identity, Finding lead) {
        boolean canDoIt = identity.status() == IdentityStatus.ACTIVE && lead.type() == FindingType.SHADOW_AI;
        return canDoIt && !identity.reaches().isEmpty()
                ? ", and it can " + identity.reaches().getFirst()
                : "";
    }

    private static String describeKind(IdentitySummary identity) {
        String words = identity.id().kind().displayName();
        if (identity.ai() == AiVerdict.YES && !words.startsWith("AI")) {
            words = "AI " + words;
        }
        return article(words) + " " + words;
    }

    private static String article(String words) {
        return "AEIOUaeiou".indexOf(words.charAt(0)) >= 0 ? "an" : "a";
    }

    private static String why(AlertRecipient recipient) {
        return recipient.why().isEmpty()
                ? "You receive this message because no owner is known."
                : "You are asked because " + String.join(", and because ", recipient.why()) + ".";
    }

    /**
     * Describes a finding.
     *
     * @param lead whether the title and the top of the message state the finding's headline and source
     * @param answerable whether the message offers answers, which then say what to do
     * @param stated the capabilities that the message has stated; those of this finding are added
     */
    private AlertMessage.Point point(
            Finding finding, IdentitySummary identity, boolean lead, boolean answerable, Set<String> stated) {
        // What was approved is not what the identity could do before.
        boolean drifted = finding.type() == FindingType.DRIFTED;
        List<String> reasons = new ArrayList<>(finding.reasons());
        if (drifted && !finding.before().isEmpty()) {
            reasons.addFirst("Approved: %s.".formatted(String.join("; ", finding.before())));
        }
        List<String> before = drifted ? List.of() : finding.before();
        boolean change = !finding.before().isEmpty();
        List<String> after = finding.after().stream()
                .filter(words -> change || !identity.reaches().contains(words))
                .filter(words -> stated.add(words))
                .toList();
        return new AlertMessage.Point(
                lead ? "" : finding.headline(),
                before,
                after,
                finding.cause().toOptional().map(personNames),
                WHEN.format(finding.foundAt()),
                reasons,
                answerable ? "" : finding.advice(),
                lead ? "" : source(finding, identity).orElse(""));
    }

    private Optional<String> source(Finding finding, IdentitySummary identity) {
        return finding.basis().map(basis -> BasisText.forOwner(basis, providerNames.apply(identity.provider())));
    }
}
