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
import io.grantkeeper.owners.answers.QuestionTopic;
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

    /** The maximum number of capabilities before and after a change; {@code grantkeeper show} shows all of them. */
    private static final int MAX_LINES = 5;

    /** The maximum length of a headline that is used as the title. */
    private static final int MAX_TITLE = 140;

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
                .filter(finding -> !repeatsArrival(finding, findings))
                .sorted(Comparator.comparing(Finding::severity)
                        .reversed()
                        .thenComparing(finding -> QuestionTopic.of(List.of(finding.type()), false))
                        .thenComparing(Finding::key))
                .toList();
        Severity highestSeverity =
                ordered.stream().map(Finding::severity).reduce(Severity::max).orElse(identity.severity());
        Reader reader = new Reader(recipient);
        String title = title(identity, ordered, reader);
        boolean titled = !ordered.isEmpty()
                && title.contains(reader.text(ordered.getFirst().headline()));
        Set<String> stated = new HashSet<>();
        List<AlertMessage.Point> points = new ArrayList<>();
        for (Finding finding : ordered) {
            boolean lead = points.isEmpty();
            points.add(point(
                    finding,
                    identity,
                    reader,
                    lead,
                    lead && titled,
                    !asked.choices().isEmpty(),
                    stated));
        }
        List<String> others = identity.reaches().stream()
                .map(reader::text)
                .filter(words -> !stated.contains(words))
                .toList();
        String use = reader.text(identity.usageSentence());
        return new AlertMessage(
                title,
                describe(identity),
                highestSeverity,
                why(recipient),
                points,
                others,
                stated.contains(use) ? "" : use,
                elsewhere.stream()
                        .map(other -> describeWithReach(other, reader))
                        .toList(),
                identity.id().toString(),
                others.size() == identity.reaches().size() ? identity.reachesTitle() : "The rest of its access",
                asked.choices(),
                ordered.stream()
                        .findFirst()
                        .flatMap(first -> source(first, identity))
                        .orElse(""),
                asked.question());
    }

    /**
     * The person who reads the message. Texts about capabilities address the people whose data is concerned. For a
     * reader who has not given access, such as a manager or the security team, they are rewritten to refer to other
     * people.
     */
    private static final class Reader {
        private static final List<String> INVOLVED =
                List.of("you gave", "you use", "you made", "you installed", "you requested", "you created");

        private final String name;
        private final boolean involved;
        private final boolean asked;

        Reader(AlertRecipient recipient) {
            this.name = recipient.name();
            this.asked = !recipient.why().isEmpty();
            this.involved =
                    recipient.why().stream().anyMatch(why -> INVOLVED.stream().anyMatch(why::startsWith));
        }

        String text(String text) {
            return EmployeeText.dates(involved ? text : EmployeeText.aboutOthers(text));
        }

        /** Returns a finding's reasons. The security team also sees its own classification of the finding. */
        List<String> reasons(Finding finding) {
            return asked ? finding.reasons() : finding.reasonsForTeam();
        }

        boolean isNamed(String person) {
            return name.equals(person);
        }
    }

    private String describe(IdentitySummary identity) {
        return "%s, %s in %s"
                .formatted(identity.displayName(), describeKind(identity), providerNames.apply(identity.provider()));
    }

    private String describeWithReach(IdentitySummary identity, Reader reader) {
        return identity.reaches().isEmpty()
                ? describe(identity)
                : describe(identity) + ": it can "
                        + String.join(
                                "; ",
                                identity.reaches().stream()
                                        .limit(MAX_REACHES)
                                        .map(reader::text)
                                        .toList());
    }

    private static String title(IdentitySummary identity, List<Finding> findings, Reader reader) {
        if (findings.isEmpty()) {
            return "Does %s still need its access?".formatted(identity.displayName());
        }
        Finding lead = findings.getFirst();
        String sentence = "%s %s".formatted(identity.displayName(), reader.text(lead.headline()));
        String risk = sentence.length() > MAX_TITLE && lead.type() == FindingType.DRIFTED
                ? "%s differs from what was approved".formatted(identity.displayName())
                : sentence + ability(identity, lead, reader);
        int others = findings.size() - 1;
        return switch (others) {
            case 0 -> risk;
            case 1 -> risk + ". One more finding";
            default -> risk + ". " + others + " more findings";
        };
    }

    /**
     * Returns the most severe capability of an unapproved AI product; this capability is what makes the product a risk.
     */
    private static String ability(IdentitySummary identity, Finding lead, Reader reader) {
        boolean canDoIt = identity.status() == IdentityStatus.ACTIVE && lead.type() == FindingType.SHADOW_AI;
        return canDoIt && !identity.reaches().isEmpty()
                ? ", and it can " + reader.text(identity.reaches().getFirst())
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
                : "You are asked because %s."
                        .formatted(EmployeeText.dates(String.join(", and because ", recipient.why())));
    }

    /**
     * Describes a finding.
     *
     * @param lead whether the top of the message states the finding's source
     * @param titled whether the title states the finding's headline
     * @param answerable whether the message offers answers, which then say what to do
     * @param stated the capabilities and reasons that the message has stated; those of this finding are added
     */
    private AlertMessage.Point point(
            Finding finding,
            IdentitySummary identity,
            Reader reader,
            boolean lead,
            boolean titled,
            boolean answerable,
            Set<String> stated) {
        // What was approved is not what the identity could do before.
        boolean drifted = finding.type() == FindingType.DRIFTED;
        List<String> reasons = new ArrayList<>();
        boolean refused = drifted && finding.key().startsWith("drifted/refused/");
        if (drifted && !refused && !finding.before().isEmpty()) {
            reasons.add("This was approved: %s.".formatted(String.join("; ", shortened(finding.before(), reader))));
        }
        reader.reasons(finding).stream()
                .filter(reason -> !repeats(finding, reason, answerable))
                .map(reader::text)
                .map(AlertComposer::asSentence)
                .forEach(reasons::add);
        return new AlertMessage.Point(
                titled ? "" : reader.text(finding.headline()),
                drifted ? List.of() : shortened(finding.before(), reader),
                isStatedElsewhere(finding, identity)
                        ? List.of()
                        : shortened(drifted ? finding.after() : added(finding), reader).stream()
                                .filter(stated::add)
                                .toList(),
                finding.cause().toOptional().map(personNames).filter(name -> !name.isEmpty() && !reader.isNamed(name)),
                WHEN.format(finding.foundAt()),
                reasons.stream().filter(stated::add).toList(),
                answerable ? "" : finding.advice(),
                lead ? "" : source(finding, identity).orElse(""));
    }

    /** Returns whether a finding about new access states only what the one about an unapproved AI product states. */
    private static boolean repeatsArrival(Finding finding, List<Finding> findings) {
        return finding.type() == FindingType.GRANT_APPEARED
                && findings.stream()
                        .anyMatch(other -> other.type() == FindingType.SHADOW_AI
                                && other.severity().atLeast(finding.severity())
                                && covers(other.affected(), finding.affected())
                                && !finding.after().isEmpty()
                                && other.after().containsAll(finding.after()));
    }

    /** Returns whether one finding concerns everyone whom the other one concerns. No people means the whole tenant. */
    private static boolean covers(List<PersonId> wide, List<PersonId> narrow) {
        return wide.isEmpty() || (!narrow.isEmpty() && wide.containsAll(narrow));
    }

    /** Returns what an identity can do after a change, without what it could do before if it can still do all of that. */
    private static List<String> added(Finding finding) {
        List<String> added = finding.after().stream()
                .filter(ability -> !finding.before().contains(ability))
                .toList();
        return added.isEmpty() || !finding.after().containsAll(finding.before()) ? finding.after() : added;
    }

    /** Converts a reason that states only a capability to a complete sentence. */
    private static String asSentence(String reason) {
        return reason.startsWith("Can ") ? "It can " + reason.substring("Can ".length()) : reason;
    }

    /**
     * Returns whether a reason repeats what the message states elsewhere: the capabilities, or a date that the answers
     * state.
     */
    private static boolean repeats(Finding finding, String reason, boolean answerable) {
        return reason.endsWith("no known path to control of the tenant.")
                || (answerable && finding.type() == FindingType.EXPIRING && reason.startsWith("The date is "));
    }

    /**
     * Returns whether the message states a finding's capabilities elsewhere: in its title, or in the list of everything
     * that the identity can do now, which is more current.
     */
    private static boolean isStatedElsewhere(Finding finding, IdentitySummary identity) {
        return switch (finding.type()) {
            case OVER_PRIVILEGED -> true;
            case SHADOW_AI, IDENTITY_APPEARED, GRANT_APPEARED, OWNER_LEFT, OWNER_LEAVING, OWNERLESS, UNREVIEWED ->
                !identity.reaches().isEmpty();
            case SCOPES_EXPANDED,
                    REACH_EXPANDED,
                    CREDENTIAL_ADDED,
                    LIFETIME_EXTENDED,
                    EXPIRING,
                    ROTATION_DUE,
                    DUPLICATE_CREDENTIAL,
                    GRANT_VANISHED,
                    FELL_SILENT,
                    ACCESS_REQUESTED,
                    DRIFTED,
                    PATH_OPENED,
                    UNUSUAL_ACTIVITY -> false;
        };
    }

    /** Returns the first lines, and the number of omitted lines. */
    private static List<String> shortened(List<String> lines, Reader reader) {
        List<String> shown = new ArrayList<>(
                lines.stream().limit(MAX_LINES).map(reader::text).toList());
        int more = lines.size() - shown.size();
        if (more > 0) {
            shown.add("and %d more".formatted(more));
        }
        return shown;
    }

    private Optional<String> source(Finding finding, IdentitySummary identity) {
        return finding.basis().map(basis -> BasisText.forOwner(basis, providerNames.apply(identity.provider())));
    }
}
