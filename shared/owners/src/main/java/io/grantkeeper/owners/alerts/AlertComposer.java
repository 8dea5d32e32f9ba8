package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.basis.BasisText;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
     * Composes the message.
     *
     * @param findings the findings to report; empty if the person is asked again without new findings
     * @param elsewhere the other identities of the same product
     */
    AlertMessage compose(
            AlertRecipient recipient,
            IdentitySummary identity,
            List<Finding> findings,
            List<IdentitySummary> elsewhere,
            List<AnswerChoice> choices) {
        List<Finding> ordered = findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::key))
                .toList();
        Severity highestSeverity =
                ordered.stream().map(Finding::severity).reduce(Severity::max).orElse(identity.severity());
        return new AlertMessage(
                title(identity, ordered),
                describe(identity),
                highestSeverity,
                why(recipient),
                ordered.stream().map(finding -> point(finding, identity)).toList(),
                identity.reaches(),
                identity.usageSentence(),
                elsewhere.stream().map(this::describeWithReach).toList(),
                identity.id().toString(),
                identity.reachesTitle(),
                choices);
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
        String first = identity.displayName() + " " + findings.getFirst().headline();
        int others = findings.size() - 1;
        return switch (others) {
            case 0 -> first;
            case 1 -> first + ", and one more change";
            default -> first + ", and " + others + " more changes";
        };
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

    private AlertMessage.Point point(Finding finding, IdentitySummary identity) {
        // What was approved is not what the identity could do before.
        boolean drifted = finding.type() == FindingType.DRIFTED;
        List<String> reasons = new ArrayList<>(finding.reasons());
        if (drifted && !finding.before().isEmpty()) {
            reasons.addFirst("Approved: %s.".formatted(String.join("; ", finding.before())));
        }
        return new AlertMessage.Point(
                finding.headline(),
                drifted ? List.of() : finding.before(),
                finding.after(),
                finding.cause().toOptional().map(personNames),
                WHEN.format(finding.foundAt()),
                reasons,
                finding.advice(),
                finding.basis()
                        .map(basis -> BasisText.forOwner(basis, providerNames.apply(identity.provider())))
                        .orElse(""));
    }
}
